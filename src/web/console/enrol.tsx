/** Somebody begins to work here: the link that they were given leads here. */
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { useAsked } from '../api/ask.ts';
import { enrol } from '../api/staff-session.ts';
import { Field, Form } from '../design/form.tsx';
import { Await } from '../design/waiting.tsx';
import { QrCode } from './qr-code.tsx';
import { CodeField } from './sign-in.tsx';

export function Enrol() {
  // It stands behind `#`, which no browser sends anywhere; and not in the line of addresses for longer than it has to.
  const [token] = useState(() => {
    const given = location.hash.slice(1);
    if (given !== '') history.replaceState(null, '', location.pathname);
    return given;
  });
  const asked = useAsked('POST /v1/staff/enrolments/look', { body: { token } });
  const { route } = useLocation();
  return (
    <div class="narrow">
      <h1>Enrol</h1>
      <Await asked={asked}>
        {({ name, secret, uri }) => (
          <>
            <p class="lead">
              You sign in as <strong>{name}</strong>, with a password and a code. The link that brought you here is good
              once.
            </p>
            <h2>Your authenticator</h2>
            <p>Let it look at this picture:</p>
            <QrCode text={uri} label="QR code for an authenticator with a camera. What it says is in text below." />
            <p>
              No camera? <a href={uri}>Open it on this device</a>, or type this into it:
            </p>
            <p class="card">
              <span class="code token">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</span>
            </p>
            <Form
              does="Enrol"
              onSend={async ({ password = '', code = '' }) => {
                await enrol(token, password, code);
                route('/console', true);
              }}
            >
              <input type="hidden" name="username" autocomplete="username" value={name} />
              <Field
                name="password"
                label="A password"
                type="password"
                autocomplete="new-password"
                minLength={12}
                maxLength={200}
                hint="At least 12 characters. A few words in a row are easy to keep."
              />
              <CodeField />
            </Form>
          </>
        )}
      </Await>
    </div>
  );
}
