import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { signOut } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Await } from '../design/waiting.tsx';
import { Homes } from './homes.tsx';
import { Country } from './signing-in.tsx';

type Current = Answer<'GET /v1/me/data'>['current'];

/** What is true now, to be put right: the account, the homes, the products and their rooms. */
export function Details() {
  const asked = useAsked('GET /v1/me/data', { query: { limit: '1' } });
  return (
    <>
      <h1>Details</h1>
      <p class="lead">If something is wrong, put it right here.</p>
      <Await asked={asked}>
        {({ current }) => (
          <>
            <Account current={current} />
            <Homes />
            <Password />
            <section>
              <h2>Signed in elsewhere</h2>
              <p>Ends every session, this one too.</p>
              <button type="button" class="quiet" onClick={() => void signOut(true)}>
                Sign out everywhere
              </button>
            </section>
          </>
        )}
      </Await>
    </>
  );
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function Account({ current }: { current: Current }) {
  const account = current.find(({ category, product }) => category === 'account' && product === '')?.data ?? {};
  return (
    <section>
      <h2>You</h2>
      <Form
        does="Save"
        done="Saved."
        onSend={async (typed) => {
          const changed = Object.entries(typed).filter(
            ([name, value]) => value !== '' && value !== textOf(account[name]),
          );
          if (changed.length > 0) await call('PATCH /v1/me/profile', { body: Object.fromEntries(changed) });
        }}
      >
        <Field name="email" label="Email address" type="email" value={textOf(account.email)} autocomplete="email" />
        <Field name="name" label="Name" value={textOf(account.name)} isOptional maxLength={200} autocomplete="name" />
        <Field
          name="phone"
          label="Telephone"
          type="tel"
          value={textOf(account.phone)}
          isOptional
          maxLength={32}
          autocomplete="tel"
        />
        <Country value={textOf(account.country)} />
        <Field
          name="postalCode"
          label="Postal code"
          value={textOf(account.postalCode)}
          maxLength={12}
          autocomplete="postal-code"
        />
      </Form>
    </section>
  );
}

const Password = () => (
  <section>
    <h2>Password</h2>
    <Form
      does="Change the password"
      done="Your password is changed."
      onSend={({ current = '', password = '' }) => call('PUT /v1/me/password', { body: { current, password } })}
    >
      <Field name="current" label="Present password" type="password" autocomplete="current-password" />
      <Field
        name="password"
        label="New password"
        type="password"
        autocomplete="new-password"
        minLength={8}
        maxLength={200}
        hint="You stay signed in here, and are signed out everywhere else."
      />
    </Form>
  </section>
);
