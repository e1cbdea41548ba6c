/** The ledger: verified now, and held against a checkpoint that somebody kept. */
import { useState } from 'preact/hooks';
import { type Answer, call } from '../api/call.ts';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';

type Verified = Answer<'POST /v1/staff/ledger/verification'>;

export function Ledger() {
  const [verified, setVerified] = useState<Verified>();
  return (
    <>
      <h1>Ledger</h1>
      <p class="lead">
        Everything that is done with data is a leaf of it. Whoever wants to believe nobody copies and verifies it
        elsewhere: <span class="code">sotto ledger export</span>.
      </p>
      <Form
        does="Verify now"
        onSend={async ({ witness = '' }) => {
          const body = witness.trim() === '' ? {} : { witness: `${witness.trimEnd()}\n` };
          setVerified(await call('POST /v1/staff/ledger/verification', { body }));
        }}
      >
        <div class="field">
          <label for="witness">
            A checkpoint that somebody kept <span class="quiet">(if you have one)</span>
          </label>
          <textarea id="witness" name="witness" rows={6} class="code" aria-describedby="witness-hint" />
          <p class="hint" id="witness-hint">
            With it you learn, too, whether the end was cut off or the past was changed since.
          </p>
        </div>
      </Form>
      {verified !== undefined && (
        <section aria-live="polite">
          {verified.wrong.length === 0 ? (
            <Notice kind="good">
              <p>All {verified.size.toLocaleString()} leaves are what was signed.</p>
            </Notice>
          ) : (
            <Notice kind="bad">
              {verified.wrong.map(({ file, says }) => (
                <p key={file + says}>
                  {file} {says}.
                </p>
              ))}
            </Notice>
          )}
          <h2>The checkpoint</h2>
          <p>
            Give it to a witness, somebody outside who keeps it. <a href="/ledger/checkpoint">The newest one</a> is
            there for anyone.
          </p>
          <pre>{verified.checkpoint}</pre>
          <p class="hint">The key that it is signed with:</p>
          <pre>{verified.key}</pre>
        </section>
      )}
    </>
  );
}
