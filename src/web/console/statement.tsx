/** The statement: what the checks say of it, what a version to come would change, and two who sign it. */
import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, Failed } from '../api/call.ts';
import { signerIn } from '../api/sign-note.ts';
import { Field, Form } from '../design/form.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';

type InForce = Answer<'GET /v1/staff/statement'>;
type Proposal = NonNullable<InForce['proposal']>;
type Checked = Answer<'POST /v1/staff/statement/check'>;
type Difference = NonNullable<Checked['difference']>;

export function StatementPage() {
  const asked = useAsked('GET /v1/staff/statement', {});
  return (
    <>
      <h1>Statement</h1>
      <p class="lead">
        What changes nothing material is in force at once. Anything else two people sign, and everybody is told before.
      </p>
      <Await asked={asked}>
        {(inForce) => (
          <>
            <p>
              In force is <a href="/statement">{inForce.id}</a> of <Day day={inForce.dated} />.{' '}
              <span class="quiet code token">{inForce.hash}</span>
            </p>
            <Diagnostics diagnostics={inForce.diagnostics} />
            {inForce.proposal === undefined ? (
              <Next inForce={inForce} again={asked.again} />
            ) : (
              <Proposed proposal={inForce.proposal} again={asked.again} />
            )}
          </>
        )}
      </Await>
    </>
  );
}

function Diagnostics({ diagnostics }: Pick<InForce, 'diagnostics'>) {
  if (diagnostics.length === 0) {
    return (
      <Notice kind="good">
        <p>All checks are passed.</p>
      </Notice>
    );
  }
  return (
    <ul class="rows">
      {diagnostics.map(({ code, severity, at, says, help }) => (
        <li class="item" key={`${code} ${at}`}>
          <strong class={severity === 'error' ? 'late' : undefined}>{severity}</strong> <span class="code">{at}</span>:{' '}
          {says}
          <p class="hint">{help}</p>
        </li>
      ))}
    </ul>
  );
}

function Differences({ difference: { changes, concerns } }: { difference: Difference }) {
  const material = changes.filter((one) => one.material).length;
  return (
    <>
      <dl class="big">
        {(
          [
            ['material changes', material],
            ['fields concerned', concerns.fields],
            ['recipients concerned', concerns.recipients],
            ['people of whom such data is held', concerns.people],
            ['accounts', concerns.accounts],
          ] as const
        ).map(([says, n]) => (
          <div key={says}>
            <dt>{says}</dt>
            <dd>{n.toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {changes.length === 0 && <p class="empty">Nothing changes.</p>}
      <ul class="rows">
        {changes.map((one) => (
          <li class="item" key={`${one.clause} ${one.says}`}>
            {one.says} {one.material && <span class="tag">material</span>}
            <p class="hint">
              <span class="code">{one.clause}</span>
              {one.before !== undefined && `: before, ${one.before}`}
              {one.after !== undefined && `; after, ${one.after}`}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

const KeyField = () => (
  <div class="field">
    <label for="key">Your key</label>
    <input id="key" name="key" type="file" required aria-describedby="key-hint" />
    <p class="hint" id="key-hint">
      The file that <span class="code">sotto publish key</span> made. It is read in this page, and sent nowhere.
    </p>
  </div>
);

/** @throws Failed if the form has no key that signs */
async function signed(text: string): Promise<string> {
  const input = document.getElementById('key') as HTMLInputElement | null;
  const signer = await signerIn((await input?.files?.[0]?.text()) ?? '');
  if (signer !== undefined) return signer.sign(text);
  throw new Failed({
    code: 'no-key',
    title: 'This file signs nothing',
    help: 'choose the file that `sotto publish key` made; an old browser can’t sign, and `sotto publish` does the same',
  });
}

function Proposed({ proposal, again }: { proposal: Proposal; again: () => Promise<void> }) {
  const { hash, dated, takesEffect, announced, untold, text, withdrawal, signers, difference } = proposal;
  const params = { hash };
  return (
    <section>
      <h2>
        Proposed: the version of <Day day={dated} />
      </h2>
      <p>
        Signed by {signers.join(' and ') || 'nobody who may any more'}. It takes effect <Moment at={takesEffect} />
        {announced === undefined ? ', if another approves it in time.' : '.'}
      </p>
      {announced !== undefined && (
        <p>
          Announced <Moment at={announced} />; {untold === 0 ? 'everybody was told' : `${untold} have still to be told`}
          .
        </p>
      )}
      <Differences difference={difference} />
      {announced === undefined && (
        <>
          <h3>What you sign</h3>
          <pre>{text}</pre>
          <Form
            does="Approve it"
            onSend={async () => {
              const note = await signed(text);
              await call('POST /v1/statement/proposals/{hash}/approval', { params, body: { note } });
              await again();
            }}
          >
            <KeyField />
          </Form>
        </>
      )}
      <details>
        <summary>Take it back</summary>
        <Withdraw
          onSend={async () => {
            const note = await signed(withdrawal);
            await call('POST /v1/statement/proposals/{hash}/withdrawal', { params, body: { note } });
            await again();
          }}
          hasKey={announced === undefined}
        />
      </details>
    </section>
  );
}

/** With the key that is chosen above, where there is a place to choose it. */
const Withdraw = ({ onSend, hasKey }: { onSend: () => Promise<void>; hasKey: boolean }) => (
  <Form does="Withdraw it" kind="grave" onSend={onSend}>
    {hasKey ? <p class="hint">Choose your key above first.</p> : <KeyField />}
  </Form>
);

const DAY = 24 * 60 * 60_000;
/** Days that the second person has, unless another moment is given. */
const TO_APPROVE = 3;

function Next({ inForce, again }: { inForce: InForce; again: () => Promise<void> }) {
  const [next, setNext] = useState<{ readonly statement: object; readonly checked: Checked }>();
  const difference = next?.checked.difference;
  return (
    <section>
      <h2>A version to come</h2>
      <p>
        As data: <span class="code">sotto render STATEMENT --as canonical</span> writes it. Looking proposes nothing.
      </p>
      <Form
        does="Check it"
        kind="quiet"
        onSend={async () => {
          const input = document.getElementById('version') as HTMLInputElement;
          const statement = read((await input.files?.[0]?.text()) ?? '');
          setNext({ statement, checked: await call('POST /v1/staff/statement/check', { body: { statement } }) });
        }}
      >
        <div class="field">
          <label for="version">Its file</label>
          <input id="version" type="file" accept=".json,application/json" required />
        </div>
      </Form>
      {next !== undefined && (
        <>
          <h3>What the checks say</h3>
          <Diagnostics diagnostics={next.checked.diagnostics} />
          {difference !== undefined && (
            <>
              <h3>What it changes</h3>
              <Differences difference={difference} />
              {difference.changes.length > 0 && (
                <Propose {...next} difference={difference} approvers={inForce.approvers} again={again} />
              )}
            </>
          )}
        </>
      )}
    </section>
  );
}

/** @throws Failed */
function read(text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch {
    throw new Failed({
      code: 'no-json',
      title: 'This is not data',
      help: 'write it with `sotto render STATEMENT --as canonical`',
    });
  }
}

interface ProposeProps {
  readonly statement: object;
  readonly checked: Checked;
  readonly difference: Difference;
  readonly approvers: readonly string[];
  readonly again: () => Promise<void>;
}

function Propose({ statement, checked, difference, approvers, again }: ProposeProps) {
  const isMaterial = difference.changes.some(({ material }) => material);
  const soonest = new Date(Math.ceil((Date.parse(checked.earliest) + TO_APPROVE * DAY) / DAY) * DAY);
  if (isMaterial && approvers.length < 2) {
    return (
      <Notice>
        <p>
          Nobody could approve it: the service’s file <span class="code">approvers</span> needs two public keys.
        </p>
      </Notice>
    );
  }
  return (
    <>
      <h3>Propose it</h3>
      <Form
        does={isMaterial ? 'Sign and propose' : 'Sign, and put it in force'}
        onSend={async ({ on = '' }) => {
          const effect = isMaterial ? `${on}T00:00:00.000Z` : new Date().toISOString();
          const note = await signed(
            `sotto statement version\n${checked.hash}\nin place of ${checked.inPlaceOf}\ntakes effect ${effect}\nproposed ${new Date().toISOString()}\n`,
          );
          await call('POST /v1/statement/proposals', { body: { statement, note } });
          await again();
        }}
      >
        {isMaterial && (
          <Field
            name="on"
            label="Takes effect on (UTC)"
            value={soonest.toISOString().slice(0, 10)}
            pattern="\d{4}-\d{2}-\d{2}"
            hint="People have to be told as long before as the statement promises. May sign: see below."
          />
        )}
        <p class="hint">May sign: {approvers.join(', ')}.</p>
        <KeyField />
      </Form>
    </>
  );
}
