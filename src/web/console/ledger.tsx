/** The ledger: verified now, and held against a checkpoint that somebody kept. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { type Answer, call } from '../api/call.ts';
import { Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';

interface Verified extends Answer<'POST /v1/staff/ledger/verification'> {
  /** What it was held against, besides. */
  readonly witness: string | undefined;
  readonly isWhole: boolean;
}

export function Ledger() {
  const [verified, setVerified] = useState<Verified>();
  const isHere = useRef(true);
  useEffect(
    () => () => {
      isHere.current = false;
    },
    [],
  );

  /** A part at a time, until it is whole or somebody leaves. What was cut off goes on where it was. */
  async function verify(witness: string | undefined) {
    let so = verified?.isWhole === false && verified.witness === witness ? verified : undefined;
    do {
      const goesOn = so && { from: so.through, checkpoint: so.checkpoint };
      const part = await call('POST /v1/staff/ledger/verification', {
        body: { ...(witness && { witness }), ...goesOn },
      });
      so = { ...part, witness, isWhole: part.through >= part.size, wrong: [...(so?.wrong ?? []), ...part.wrong] };
      setVerified(so);
    } while (!so.isWhole && isHere.current);
  }

  return (
    <>
      <h1>Ledger</h1>
      <p class="lead">
        Everything that is done with data is a leaf of it. Whoever wants to believe nobody copies it (
        <span class="code">sotto ledger export</span>) and verifies the copy (
        <span class="code">sotto ledger verify</span>).
      </p>
      <Form
        does="Verify now"
        onSend={({ witness = '' }) => verify(witness.trim() === '' ? undefined : `${witness.trimEnd()}\n`)}
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
      <section aria-live="polite">{verified !== undefined && <Found verified={verified} />}</section>
    </>
  );
}

function Found({ verified: { isWhole, size, through, wrong, checkpoint, key } }: { verified: Verified }) {
  return (
    <>
      {!isWhole && (
        <div class="field">
          <label for="through">
            {through.toLocaleString()} of {size.toLocaleString()} leaves are looked at
          </label>
          <progress id="through" value={through} max={size} />
        </div>
      )}
      {wrong.length > 0 && (
        <Notice kind="bad">
          {wrong.map(({ file, says }) => (
            <p key={file + says}>
              {file} {says}.
            </p>
          ))}
        </Notice>
      )}
      {isWhole && wrong.length === 0 && (
        <Notice kind="good">
          <p>All {size.toLocaleString()} leaves are what was signed.</p>
        </Notice>
      )}
      <h2>The checkpoint</h2>
      <p>
        Give it to a witness, somebody outside who keeps it. <a href="/ledger/checkpoint">The newest one</a> is there
        for anyone.
      </p>
      <pre>{checkpoint}</pre>
      <p class="hint">The key that it is signed with:</p>
      <pre>{key}</pre>
    </>
  );
}
