import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, Failed } from '../api/call.ts';
import { signOut } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';
import { Await } from '../design/waiting.tsx';
import { Homes } from './homes.tsx';
import { SignInAgain } from './sign-in-again.tsx';
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

type Changed = { readonly [field: string]: string };

function Account({ current }: { current: Current }) {
  const account = current.find(({ category, product }) => category === 'account' && product === '')?.data ?? {};
  const waiting = useAsked('GET /v1/me/address-change', {});
  // What waits for a fresh sign-in.
  const [held, setHeld] = useState<Changed>();
  const [isDone, setDone] = useState(false);

  async function change(body: Changed) {
    setDone(false);
    setHeld(undefined);
    try {
      await call('PATCH /v1/me/profile', { body });
    } catch (error) {
      if (!(error instanceof Failed && error.problem.code === 'sign-in-again')) throw error;
      setHeld(body);
      return;
    }
    setDone(Object.keys(body).some((name) => name !== 'email'));
    await waiting.again();
  }

  return (
    <section>
      <h2>You</h2>
      <Form
        does="Save"
        onSend={async (typed) => {
          const changed = Object.entries(typed).filter(
            ([name, value]) => value !== '' && value !== textOf(account[name]),
          );
          if (changed.length > 0) await change(Object.fromEntries(changed));
          else setDone(true);
        }}
      >
        <Field
          name="email"
          label="Email address"
          type="email"
          value={textOf(account.email)}
          autocomplete="email"
          hint="Another one is in use once you have opened the link that we mail there."
        />
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
      {isDone && (
        <Notice kind="good">
          <p>Saved.</p>
        </Notice>
      )}
      <Await asked={waiting}>
        {({ waiting: one }) =>
          one === undefined ? null : <NewAddress waiting={one} inForce={textOf(account.email)} again={waiting.again} />
        }
      </Await>
      {held !== undefined && (
        <SignInAgain
          because="So that nobody who finds this screen open takes your account over."
          onDone={() => void change(held)}
          onClose={() => setHeld(undefined)}
        />
      )}
    </section>
  );
}

interface NewAddressProps {
  readonly waiting: NonNullable<Answer<'GET /v1/me/address-change'>['waiting']>;
  readonly inForce: string;
  readonly again: () => Promise<void>;
}

/** An address that is not in force yet, and what can be done about it. */
function NewAddress({ waiting, inForce, again }: NewAddressProps) {
  return (
    <div class="card">
      <h3>A new address waits</h3>
      <p>
        We wrote to <strong>{waiting.email}</strong>. Open the link in that letter until <Moment at={waiting.ends} />.
        {inForce !== '' && ` Until you do, ${inForce} stays in use.`}
      </p>
      <Form
        does="Send the letter again"
        kind="quiet"
        done="It is on its way. The link before is not good any more."
        onSend={async () => {
          await call('POST /v1/me/address-change');
          await again();
        }}
      />
      <Form
        does="Leave it as it was"
        kind="quiet"
        onSend={async () => {
          await call('DELETE /v1/me/address-change');
          await again();
        }}
      />
    </div>
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
