/** What people asked, the late and the due first. A request is opened on record. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, type Given } from '../api/call.ts';
import { staff } from '../api/staff-session.ts';
import { Clock } from '../design/clock.tsx';
import { Form } from '../design/form.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Press } from '../design/press.tsx';
import { type Part, RequestParts } from '../design/request-parts.tsx';
import { Switch } from '../design/switch.tsx';
import { Await } from '../design/waiting.tsx';

type Row = Answer<'GET /v1/staff/requests'>['requests'][number];
type Template = Answer<'GET /v1/staff/requests'>['templates'][number];
type Opened = Answer<'POST /v1/staff/requests/{id}/opening'>;

const STATUS: { readonly [status in Row['status']]: string } = {
  checking: 'Who asks is not known yet',
  open: 'Open',
  done: 'Answered',
  refused: 'Refused',
  cancelled: 'Taken back',
  lapsed: 'Lapsed',
};

export function Requests() {
  const [isAll, setAll] = useState(false);
  const asked = useAsked('GET /v1/staff/requests', isAll ? { query: { all: 'true' } } : {});
  return (
    <>
      <h1>Requests</h1>
      <p class="lead">What people asked about their data, each with its clock.</p>
      <Await asked={asked}>
        {({ requests, templates }) => {
          const late = requests.filter(({ isLate }) => isLate).length;
          const open = requests.filter(({ closed }) => closed === undefined).length;
          return (
            <>
              <dl class="big">
                <div>
                  <dt>open</dt>
                  <dd>{open}</dd>
                </div>
                <div>
                  <dt>late</dt>
                  <dd class={late > 0 ? 'late' : undefined}>{late}</dd>
                </div>
              </dl>
              {requests.length === 0 && <p class="empty">Nothing is open.</p>}
              {requests.map((row) => (
                <Asked key={row.id} row={row} templates={templates} again={asked.again} />
              ))}
              <Switch label="Show closed requests, too" isOn={isAll} onTurn={setAll} />
            </>
          );
        }}
      </Await>
    </>
  );
}

interface AskedProps {
  readonly row: Row;
  readonly templates: readonly Template[];
  readonly again: () => Promise<void>;
}

function Asked({ row, templates, again }: AskedProps) {
  const { says, status, received, due, closed, isLate } = row;
  return (
    <details class="item">
      <summary>
        <span>
          {says} <span class="quiet">{STATUS[status]}</span>
        </span>{' '}
        {closed !== undefined ? (
          <Moment at={closed} />
        ) : isLate ? (
          <span class="late">{lateBy(due)}</span>
        ) : (
          <Clock from={received} until={due} />
        )}
      </summary>
      <p>
        Asked <Moment at={received} />, due <Day day={due.slice(0, 10)} />. <span class="quiet code">{row.id}</span>
      </p>
      {staff.value?.may.includes('requests.see') ? (
        <Opening row={row} templates={templates} again={again} />
      ) : (
        <p class="hint">Your role sees its clock, and not what is in it.</p>
      )}
    </details>
  );
}

const DAY = 24 * 60 * 60_000;

function lateBy(due: string): string {
  const days = Math.floor((Date.now() - Date.parse(due)) / DAY);
  return days < 1 ? 'late' : days === 1 ? '1 day late' : `${days} days late`;
}

/** It is asked for by a press, and not by looking: that somebody looked is for its person to see. */
function Opening({ row, templates, again }: AskedProps) {
  const [opened, setOpened] = useState<Opened>();
  if (opened === undefined) {
    return (
      <div class="row">
        <Press
          does="Open it, on record"
          onPress={async () =>
            setOpened(await call('POST /v1/staff/requests/{id}/opening', { params: { id: row.id } }))
          }
        />
      </div>
    );
  }
  return (
    <Inside
      opened={opened}
      templates={templates}
      onActed={async (next) => {
        setOpened(next);
        await again();
      }}
    />
  );
}

type Step = Given<'POST /v1/staff/requests/{id}/steps'>['body'];

function Acts({ part: { part, says, state, for: whom }, step }: { part: Part; step: (body: Step) => Promise<void> }) {
  const press = (does: string, body: Step) => (
    <Press does={does} to={says} class="quiet stop" onPress={() => step(body)} />
  );
  if (state === 'waiting' && whom === 'staff') {
    return (
      <span class="row">
        {press('It is done', { do: 'answer', part, is: 'done' })}
        {press('It holds nothing', { do: 'answer', part, is: 'not-found' })}
      </span>
    );
  }
  const isTried = state === 'waiting' || state === 'failed';
  return isTried ? <span class="row">{press('Try again now', { do: 'retry', part })}</span> : null;
}

interface InsideProps {
  readonly opened: Opened;
  readonly templates: readonly Template[];
  readonly onActed: (next: Opened) => Promise<void>;
}

function Inside({ opened, templates, onActed }: InsideProps) {
  const { id, asked, parts, notes, takesLongerBecause, closed } = opened;
  // The button that had the focus is gone.
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => top.current?.focus({ preventScroll: true }), []);
  const may = staff.value?.may ?? [];
  const mayAnswer = closed === undefined && may.includes('requests.answer');
  const params = { id };
  const step = async (body: Step) => onActed(await call('POST /v1/staff/requests/{id}/steps', { params, body }));
  return (
    <div ref={top} tabIndex={-1}>
      {asked.text !== undefined && <p>In their own words: “{asked.text}”</p>}
      {asked.purposes !== undefined && <p>Objects to: {asked.purposes.join(', ')}</p>}
      {asked.profile !== undefined && (
        <p>
          To put right:{' '}
          {Object.entries(asked.profile)
            .map(([field, value]) => `${field}: ${value}`)
            .join(', ')}
        </p>
      )}
      <RequestParts
        {...{ parts, notes, takesLongerBecause }}
        waitsForStaff="waits for you"
        acts={(part) => mayAnswer && <Acts part={part} step={step} />}
      />
      {closed === undefined && may.includes('requests.note') && (
        <Words
          title="Note something"
          does="Note it"
          label="The person can read it"
          templates={templates.filter((one) => one.for === 'note')}
          onSend={async (text) => onActed(await call('POST /v1/staff/requests/{id}/notes', { params, body: { text } }))}
        />
      )}
      {mayAnswer && (
        <>
          <Words
            title="Take two months longer"
            does="Take longer"
            label="Because (the person reads it)"
            templates={templates.filter((one) => one.for === 'extend')}
            onSend={(because) => step({ do: 'extend', because })}
          />
          <Words
            title="Refuse what is not answered"
            does="Refuse"
            label="Because (the person reads it)"
            templates={templates.filter((one) => one.for === 'refuse')}
            onSend={(because) => step({ do: 'refuse', because })}
          />
        </>
      )}
    </div>
  );
}

interface WordsProps {
  readonly title: string;
  readonly does: string;
  readonly label: string;
  readonly templates: readonly Template[];
  readonly onSend: (text: string) => Promise<unknown>;
}

/** Words to a person, to begin with and to change. */
function Words({ title, does, label, templates, onSend }: WordsProps) {
  const [text, setText] = useState('');
  const [start, setStart] = useState('');
  const id = useId();
  /** Nothing that somebody typed goes: other words to begin with take the place of those before, or stand before it. */
  function begin(next: string) {
    const own = start !== '' && text.startsWith(start) ? text.slice(start.length) : text === '' ? '' : ` ${text}`;
    setStart(next);
    setText(next === '' ? own.trimStart() : next + own);
  }
  return (
    <details>
      <summary>{title}</summary>
      <Form
        does={does}
        kind="quiet"
        onSend={async () => {
          await onSend(text);
          setText('');
          setStart('');
        }}
      >
        <div class="field">
          <label for={`${id}-template`}>Begin with</label>
          <select id={`${id}-template`} value={start} onChange={({ currentTarget }) => begin(currentTarget.value)}>
            <option value="">Nothing</option>
            {templates.map((one) => (
              <option key={one.text} value={one.text}>
                {one.text}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for={id}>{label}</label>
          <textarea
            id={id}
            rows={3}
            required
            maxLength={500}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </div>
      </Form>
    </details>
  );
}
