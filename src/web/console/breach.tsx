/** A drill for a bad day: whom it concerns, and by when it has to be told. */
import { useEffect, useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Await } from '../design/waiting.tsx';

type Choices = Answer<'GET /v1/staff/breach'>;
type Drill = Answer<'POST /v1/staff/breach'>;

export function Breach() {
  const asked = useAsked('GET /v1/staff/breach', {});
  const [drill, setDrill] = useState<Drill>();
  return (
    <>
      <h1>Breach drill</h1>
      <p class="lead">
        If this key, this table or this recipient’s copy got into wrong hands, in these hours: whom would it concern?
        Nobody is named, and nothing is kept but that you asked.
      </p>
      <Await asked={asked}>{(choices) => <Ask choices={choices} onDrill={setDrill} />}</Await>
      {drill !== undefined && <Told drill={drill} />}
    </>
  );
}

const KINDS = { table: 'A table', key: 'A key', recipient: 'A recipient’s copy' } as const;
type Kind = keyof typeof KINDS;

/** As a field for a moment has it, in the time of who types. */
const local = (at: Date) => new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
const instant = (text: string) => new Date(text).toISOString();

function Ask({ choices, onDrill }: { choices: Choices; onDrill: (drill: Drill) => void }) {
  const [what, setWhat] = useState<Kind>('table');
  const named = { table: choices.tables, key: choices.keys, recipient: choices.recipients }[what];
  const now = new Date();
  return (
    <Form
      does="Find out"
      onSend={async ({ name: which = '', party = '', from = '', to = '', found = '' }) => {
        const name = party === '' ? which : `${which}/${party}`;
        const times = { from: instant(from), to: instant(to), found: instant(found) };
        onDrill(await call('POST /v1/staff/breach', { body: { what, name, ...times } }));
      }}
    >
      <div class="field">
        <label for="what">What was lost</label>
        <select id="what" value={what} onChange={({ currentTarget }) => setWhat(currentTarget.value as Kind)}>
          {Object.entries(KINDS).map(([kind, says]) => (
            <option key={kind} value={kind}>
              {says}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="name">Which</label>
        <select id="name" name="name" key={what}>
          {named.map(({ name, says }) => (
            <option key={name} value={name}>
              {says}
            </option>
          ))}
        </select>
      </div>
      {what === 'recipient' && (
        <Field
          name="party"
          label="One of them, by name"
          isOptional
          maxLength={61}
          pattern="[a-z0-9][a-z0-9\-]*"
          hint="Where there are many of a sort, such as “hummingbird” among music services."
        />
      )}
      <Field name="from" label="From" type="datetime-local" value={local(new Date(now.getTime() - 2 * 60 * 60_000))} />
      <Field name="to" label="Until" type="datetime-local" value={local(now)} />
      <Field name="found" label="When we became aware of it" type="datetime-local" value={local(now)} />
    </Form>
  );
}

function Told({ drill }: { drill: Drill }) {
  const { says, readable, people, households, visitors, atMost, categories, tellBy } = drill;
  return (
    <section aria-live="polite">
      <h2>Whom it concerns</h2>
      <p>
        Lost: {says}.{' '}
        {readable ? 'Whoever has it can read it.' : 'What it holds or opens is sealed: by itself it shows no values.'}
      </p>
      <dl class="big">
        {(
          [
            ['people', people],
            ['households', households],
            ['visitors', visitors],
          ] as const
        ).map(([name, n]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{n.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {atMost !== undefined && (
        <p>
          So many is what was recorded as sent there. Of {atMost.people.toLocaleString()} people,{' '}
          {atMost.households.toLocaleString()} households and {atMost.visitors.toLocaleString()} visitors there is
          something that may go there: so many it can be at most, and it is all of them where the recipient holds data
          for us.
        </p>
      )}
      <Countdown until={tellBy} />
      {categories.length > 0 && (
        <div class="scroll">
          <table>
            <caption>What it is about</caption>
            <thead>
              <tr>
                <th scope="col">What</th>
                <th scope="col" class="n">
                  Pieces
                </th>
              </tr>
            </thead>
            <tbody>
              {categories.map(({ category, says, n }) => (
                <tr key={category}>
                  <th scope="row">{says}</th>
                  <td class="n">{n.toLocaleString()}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

const HOUR = 60 * 60_000;

function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const left = Date.parse(until) - now;
  const hours = Math.floor(Math.abs(left) / HOUR);
  return (
    <p class="notice">
      <strong class={left < 0 ? 'late' : undefined}>{left < 0 ? `${hours} hours late` : `${hours} hours left`}</strong>{' '}
      to tell the authority: until <Moment at={until} />. Whoever it puts at a high risk is told without delay.
    </p>
  );
}
