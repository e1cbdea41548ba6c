/** What a person asked for, and by when it is answered. */
import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, type Given, type Problem, problemOf } from '../api/call.ts';
import { useStatement } from '../api/statement.ts';
import { Clock } from '../design/clock.tsx';
import { Form, TextArea } from '../design/form.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Trouble } from '../design/notice.tsx';
import { RequestParts } from '../design/request-parts.tsx';
import { Await } from '../design/waiting.tsx';

type Row = Answer<'GET /v1/me/requests'>['requests'][number];
type Kind = Given<'POST /v1/me/requests'>['body']['kind'];

const STATUS: { readonly [status in Row['status']]: string } = {
  checking: 'We have to make sure that it is you',
  open: 'Open',
  done: 'Answered',
  refused: 'Refused',
  cancelled: 'Taken back',
  lapsed: 'Lapsed',
};

export function Requests() {
  const asked = useAsked('GET /v1/me/requests', {});
  return (
    <>
      <h1>Requests</h1>
      <p class="lead">Whatever you ask about your data is answered by a day that is fixed once you ask.</p>
      <Await asked={asked}>
        {({ requests }) => (
          <>
            {requests.length === 0 && <p class="empty">You have not asked for anything yet.</p>}
            {requests.map((row) => (
              <Asked key={row.id} row={row} again={asked.again} />
            ))}
            <Ask again={asked.again} />
          </>
        )}
      </Await>
    </>
  );
}

function Asked({ row, again }: { row: Row; again: () => Promise<void> }) {
  const [isSeen, setSeen] = useState(false);
  const { says, status, received, due, closed } = row;
  return (
    <details class="item" onToggle={({ currentTarget }) => setSeen(currentTarget.open)}>
      <summary>
        <span>
          {says} <span class="quiet">{STATUS[status]}</span>
        </span>{' '}
        {closed === undefined ? <Clock from={received} until={due} /> : <Moment at={closed} />}
      </summary>
      <p>
        Asked <Moment at={received} />.{' '}
        {closed === undefined && (
          <>
            Answered by <Day day={due.slice(0, 10)} />.
          </>
        )}
      </p>
      {isSeen && <Parts row={row} again={again} />}
    </details>
  );
}

function Parts({ row, again }: { row: Row; again: () => Promise<void> }) {
  const asked = useAsked('GET /v1/me/requests/{id}', { params: { id: row.id } });
  const [problem, setProblem] = useState<Problem>();
  async function takeBack() {
    try {
      await call('POST /v1/me/requests/{id}/cancel', { params: { id: row.id } });
      await Promise.all([again(), asked.again()]);
    } catch (error) {
      setProblem(problemOf(error));
    }
  }
  return (
    <Await asked={asked}>
      {({ parts, notes, takesLongerBecause, closed }) => (
        <>
          <RequestParts {...{ parts, notes, takesLongerBecause }} waitsForStaff="waits for a person" />
          {problem !== undefined && <Trouble problem={problem} />}
          {closed === undefined && (
            <p>
              <button type="button" class="quiet" onClick={() => void takeBack()}>
                Take it back
              </button>
            </p>
          )}
        </>
      )}
    </Await>
  );
}

function Ask({ again }: { again: () => Promise<void> }) {
  const statement = useStatement();
  const kinds = Object.entries(statement?.requests ?? {}).filter(([kind]) => kind !== 'erasure');
  return (
    <section>
      <h2>Ask for something</h2>
      <p>
        Much needs no asking: <a href="/me/history">see what is held</a>, <a href="/me/along">take it along</a>,{' '}
        <a href="/me/details">put it right</a>, <a href="/me/erase">erase it</a>.
      </p>
      <Form
        does="Ask"
        done="We have it. You see above by when it is answered."
        onSend={async ({ kind = '', text = '' }) => {
          // Sound: the kinds are those of the statement.
          await call('POST /v1/me/requests', { body: { kind: kind as Kind, ...(text !== '' && { text }) } });
          await again();
        }}
      >
        <div class="field">
          <label for="kind">What you ask for</label>
          <select id="kind" name="kind" required>
            <option value="">Choose</option>
            {kinds.map(([kind, { says }]) => (
              <option key={kind} value={kind}>
                {says}
              </option>
            ))}
          </select>
        </div>
        <TextArea name="text" label="In your own words" isOptional maxLength={2000} />
      </Form>
    </section>
  );
}
