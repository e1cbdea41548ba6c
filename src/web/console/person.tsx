/** Data of a person, for a purpose and a case. They see that it was opened, when and why. */
import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, Failed, type Problem } from '../api/call.ts';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';

type Opened = Answer<'POST /v1/staff/openings'>;
type Purpose = Answer<'GET /v1/staff/purposes'>['purposes'][number];

export function Person() {
  const asked = useAsked('GET /v1/staff/purposes', {});
  const [opened, setOpened] = useState<Opened>();
  return (
    <>
      <h1>A person</h1>
      <p class="lead">
        You open what you need for a case, and no more. They see in their privacy centre what was opened, when, and for
        which case.
      </p>
      <Await asked={asked}>
        {({ purposes }) =>
          purposes.length === 0 ? (
            <p class="empty">The statement has nobody who works here open data.</p>
          ) : (
            <Ask purposes={purposes} onOpened={setOpened} />
          )
        }
      </Await>
      {opened !== undefined && <Seen opened={opened} />}
    </>
  );
}

const NOTHING: Problem = { code: 'nothing-chosen', title: 'Nothing is chosen', help: 'say what you need to see' };

function Ask({ purposes, onOpened }: { purposes: readonly Purpose[]; onOpened: (opened: Opened) => void }) {
  const [name, setName] = useState(purposes[0]!.purpose);
  const purpose = purposes.find((one) => one.purpose === name) ?? purposes[0]!;
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const data = purpose.data.map((one) => one.data).filter((one) => wanted.has(one));
  return (
    <Form
      does="Open it, on record"
      onSend={async ({ account = '', because = '' }) => {
        const [one, ...others] = data;
        if (one === undefined) throw new Failed(NOTHING);
        const body = { account, because, purpose: purpose.purpose, data: [one, ...others] as [string, ...string[]] };
        onOpened(await call('POST /v1/staff/openings', { body }));
      }}
    >
      <div class="field">
        <label for="purpose">Purpose</label>
        <select id="purpose" value={name} onChange={({ currentTarget }) => setName(currentTarget.value)}>
          {purposes.map((one) => (
            <option key={one.purpose} value={one.purpose}>
              {one.says}
            </option>
          ))}
        </select>
      </div>
      <Field
        name="because"
        label="Case"
        maxLength={60}
        pattern="[A-Za-z0-9][A-Za-z0-9 #.\/_\-]+"
        hint="Its number, such as “case 4711”. The person reads it."
      />
      <Field name="account" label="Address on file, or id of a system" maxLength={254} />
      <fieldset>
        <legend>What you need to see</legend>
        {purpose.data.map(({ data, says }) => (
          <label class="tick" key={data}>
            <input
              type="checkbox"
              checked={wanted.has(data)}
              onChange={({ currentTarget }) => {
                const next = new Set(wanted);
                if (currentTarget.checked) next.add(data);
                else next.delete(data);
                setWanted(next);
              }}
            />
            {says}
          </label>
        ))}
      </fieldset>
    </Form>
  );
}

function Seen({ opened }: { opened: Opened }) {
  const isEmpty = opened.seen.every(({ current, items }) => current.length === 0 && items.length === 0);
  return (
    <section aria-live="polite">
      <h2>What is held</h2>
      <p class="hint">
        Opened by <a href={`/statement#${opened.clause}`}>{opened.clause}</a>. It is not kept on this page: leave it,
        and it is gone.
      </p>
      {isEmpty && <Notice>Nothing of that is held.</Notice>}
      {opened.seen.map(({ of, current, items }, k) => (
        <div key={k}>
          {current.map(({ category, product, data }) => (
            <div class="card" key={`${category} ${product}`}>
              <h3>
                {category} <span class="quiet">{of}</span>
              </h3>
              <Values data={data} />
            </div>
          ))}
          {items.map(({ category, event, at, data }) => (
            <div class="card" key={`${at} ${event}`}>
              <h3>
                {event} <span class="quiet">{category}</span>
              </h3>
              <p class="hint">
                <Moment at={at} />
              </p>
              <Values data={data} />
            </div>
          ))}
        </div>
      ))}
    </section>
  );
}

const Values = ({ data }: { data: { readonly [field: string]: unknown } }) => (
  <dl class="pairs">
    {Object.entries(data).map(([field, value]) => (
      <div key={field}>
        <dt>{field}</dt>
        <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
      </div>
    ))}
  </dl>
);
