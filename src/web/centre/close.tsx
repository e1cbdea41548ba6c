import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { session } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Day } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';

type Closed = Answer<'POST /v1/me/closing'>;
const WORD = 'close';

/** The account is closed: what is held runs out by its clocks, and there is a way back until then. */
export function Close() {
  const told = useAsked('GET /v1/me/closing', {});
  const [closed, setClosed] = useState<Closed>();
  if (closed !== undefined) return <Done closed={closed} />;
  return (
    <>
      <h1>Close the account</h1>
      <p class="lead">
        Your products stop working and nothing more is collected. Until the account itself ends, you can open it again.
      </p>
      <Await asked={told}>
        {({ ends }) => (
          <>
            <Ends ends={ends} />
            <Notice>
              <p>
                If you want all of it gone now, <a href="/me/erase">have it erased</a> instead.
              </p>
            </Notice>
            <Form
              does="Close the account"
              kind="grave"
              onSend={async ({ password = '' }) => {
                setClosed(await call('POST /v1/me/closing', { body: { password, confirm: WORD } }));
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

const Ends = ({ ends }: { ends: Closed['ends'] }) => (
  <section>
    <h2>What ends, and when</h2>
    <ul>
      {ends.map(({ category, says, at }) => (
        <li key={category}>
          <Day day={at.slice(0, 10)} />: {says}
        </li>
      ))}
    </ul>
    <p class="hint">Everything else ends as it always would.</p>
  </section>
);

const Done = ({ closed }: { closed: Closed }) => (
  <>
    <h1>Your account is closed</h1>
    <p class="lead">You are signed out everywhere. If you change your mind, sign in as you used to.</p>
    <Ends ends={closed.ends} />
    <button
      type="button"
      class="quiet"
      onClick={() => {
        session.value = 'out';
      }}
    >
      Leave
    </button>
  </>
);
