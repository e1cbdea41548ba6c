import { useId, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { signIn } from '../api/session.ts';
import { useStatement } from '../api/statement.ts';
import { Field, Form } from '../design/form.tsx';
import { Notice } from '../design/notice.tsx';
import { countries } from './countries.ts';

export function SignUp() {
  const statement = useStatement();
  return (
    <div class="narrow">
      <h1>Open an account</h1>
      <p class="lead">We ask for what the service needs. Everything else is up to you.</p>
      <Form
        does="Open the account"
        onSend={async ({ email = '', password = '', country = '', postalCode = '', name = '', hint = '' }) => {
          const offered = { ...(name !== '' && { name }), ...(hint !== '' && { hint }) };
          const language = navigator.language;
          await call('POST /v1/accounts', { body: { email, password, country, postalCode, language, ...offered } });
          await signIn(email, password);
        }}
      >
        <Field name="email" label="Email address" type="email" autocomplete="username" />
        <Field
          name="password"
          label="Password"
          type="password"
          autocomplete="new-password"
          minLength={8}
          maxLength={200}
          hint="At least 8 characters. A few words in a row are easy to keep."
        />
        <Field
          name="hint"
          label="A hint for yourself"
          isOptional
          maxLength={200}
          hint="Mailed to you if you forget the password."
        />
        <Country />
        <Field name="postalCode" label="Postal code" autocomplete="postal-code" maxLength={12} />
        <Field name="name" label="Name" autocomplete="name" isOptional maxLength={200} />
      </Form>
      {statement !== undefined && (
        <p class="hint">
          Accounts are for people of {statement.age.minimum} and older. We do not ask when you were born.
        </p>
      )}
      <p>
        <a href="/me">I have an account</a>
      </p>
    </div>
  );
}

interface CountryProps {
  readonly name?: string;
  readonly label?: string;
  readonly value?: string;
  readonly isOptional?: boolean;
}

export function Country({ name = 'country', label = 'Country', value, isOptional = false }: CountryProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>
        {label} {isOptional && <span class="quiet">(if you like)</span>}
      </label>
      <select id={id} name={name} required={!isOptional} autocomplete="country">
        <option value="">Choose</option>
        {countries().map(({ code, name: says }) => (
          <option key={code} value={code} selected={code === value}>
            {says}
          </option>
        ))}
      </select>
    </div>
  );
}

export function Forgotten() {
  const [isAsked, setAsked] = useState(false);
  return (
    <div class="narrow">
      <h1>A new password</h1>
      <p class="lead">We send you a link. It is good once, for an hour.</p>
      {isAsked && (
        <Notice kind="good">
          <p>If this address has an account, a letter is on its way to it.</p>
        </Notice>
      )}
      <Form
        does="Send me a link"
        onSend={async ({ email = '' }) => {
          await call('POST /v1/password-resets', { body: { email } });
          setAsked(true);
        }}
      >
        <Field name="email" label="Email address" type="email" autocomplete="username" />
      </Form>
      <p>
        <a href="/me">Back to signing in</a>
      </p>
    </div>
  );
}
