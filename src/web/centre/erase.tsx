import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { session } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Day, Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';

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
            </Notice>
            <Form
              does="Erase everything"
              kind="grave"
              onSend={async ({ password = '' }) => {
                setReceipt(await call('POST /v1/me/erasure', { body: { password, confirm: WORD } }));
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
