import { useEffect, useState } from 'preact/hooks';
import { useAsked, useLoaded } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import type { Receipt as LedgerReceipt } from '../api/receipt.ts';
import { session } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';
import { Holds } from './holds.tsx';
import { Shown, verified } from './receipt.tsx';

type Receipt = Answer<'POST /v1/me/erasure'>;
const WORD = 'erase';

export function Erase() {
  const told = useAsked('GET /v1/me/erasure', {});
  const [receipt, setReceipt] = useState<Receipt>();
  if (receipt !== undefined) return <Done receipt={receipt} />;
  return (
    <>
      <h1>Erase everything</h1>
      <Await asked={told}>
        {({ warns, households, products, backupsWithin }) => (
          <>
            <p class="lead">{warns}</p>
            <dl class="pairs">
              <dt>Homes that go</dt>
              <dd>{households}</dd>
              <dt>Products and apps that stop working</dt>
              <dd>{products}</dd>
              <dt>Gone from every backup</dt>
              <dd>within {backupsWithin}</dd>
            </dl>
            <Notice>
              <p>
                You may want to <a href="/me/along">take your data along</a> first. Once it is erased, nobody can bring
                it back.
              </p>
              <p>
                You can also <a href="/me/close">close the account</a> only: what is held then runs out, and until it
                has you may come back.
              </p>
            </Notice>
            <Holds />
            <Form
              does="Erase everything"
              kind="grave"
              onSend={async ({ password = '' }) => {
                setReceipt(await call('POST /v1/me/erasure', { body: { password, confirm: WORD } }));
                session.value = 'gone';
              }}
            >
              <Field
                name="word"
                label={`Type “${WORD}”`}
                pattern={`\\s*${WORD}\\s*`}
                hint="So that it does not happen by mistake."
              />
              <Field name="password" label="Password" type="password" autocomplete="current-password" />
            </Form>
          </>
        )}
      </Await>
    </>
  );
}

function Done({ receipt }: { receipt: Receipt }) {
  const { id, moments } = receipt;
  return (
    <>
      <h1>You are forgotten</h1>
      <p class="lead">
        Keep this receipt. It says nothing of who you were, and whoever has it can look again how far it is.
      </p>
      <div class="card">
        <dl class="pairs">
          <dt>Receipt</dt>
          <dd>
            <a href={`/v1/receipts/${id}`}>{id}</a>
          </dd>
          <dt>Refused from</dt>
          <dd>
            <Moment at={moments.refused} />
          </dd>
          <dt>Gone</dt>
          <dd>{moments.gone === null ? 'under way' : <Moment at={moments.gone} />}</dd>
          <dt>Out of every backup</dt>
          <dd>
            {moments.backups.isPlanned && 'at the latest on '}
            <Day day={moments.backups.at.slice(0, 10)} />
          </dd>
        </dl>
      </div>
      <Proof id={id} />
      <button
        type="button"
        class="quiet"
        onClick={() => {
          session.value = 'out';
        }}
      >
        Close
      </button>
    </>
  );
}

/** Milliseconds between looks for a proof, which comes once the ledger has taken the entry into its tree. */
const LOOKED_EVERY = 1_000;

/** What proves that the erasure is on record, verified in this page, and to be kept as a file. */
function Proof({ id }: { id: string }) {
  const [proof, setProof] = useState<LedgerReceipt>();
  const checked = useLoaded(async () => (proof === undefined ? undefined : verified(proof)), proof?.leaf ?? '');
  useEffect(() => {
    if (proof !== undefined) return;
    const look = () => call('GET /v1/receipts/{id}/proof', { params: { id } }).then(setProof, () => {});
    const timer = setInterval(look, LOOKED_EVERY);
    return () => clearInterval(timer);
  }, [id, proof]);
  if (proof === undefined || checked.state !== 'here' || checked.answer === undefined) {
    return <p class="quiet">The proof that it is on record comes in a moment.</p>;
  }
  const file = `data:application/json,${encodeURIComponent(JSON.stringify(proof, null, 2))}`;
  return (
    <>
      <Shown {...checked.answer} />
      <p>
        <a class="button quiet" href={file} download={`receipt-${id}.json`}>
          Keep the proof
        </a>{' '}
        <a href="/me/receipt">It can be verified again at any time</a>, by whoever has it.
      </p>
    </>
  );
}
