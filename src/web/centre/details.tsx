import { useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, Failed, type Problem, problemOf } from '../api/call.ts';
import { useProductNames } from '../api/homes.ts';
import { signOut } from '../api/session.ts';
import { Field, Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Notice, Trouble } from '../design/notice.tsx';
import { SignInAgain } from '../design/sign-in-again.tsx';
import { Await } from '../design/waiting.tsx';
import { type Fact, FactForm, sentence, type Values } from './facts.tsx';
import { Homes } from './homes.tsx';

/** What is true now, to be put right: the account, the homes, the products and their rooms. */
export function Details() {
  const asked = useAsked('GET /v1/me/facts', {});
  return (
    <>
      <h1>Details</h1>
      <p class="lead">If something is wrong, put it right here.</p>
      <Await asked={asked}>
        {({ facts }) => (
          <>
            <Account fact={facts.find(isAccount)} again={asked.again} />
            <Homes />
            <Others facts={facts.filter((one) => !isAccount(one))} again={asked.again} />
            <Password />
            <section>
              <h2>Signed in elsewhere</h2>
              <p>Ends every session, this one too.</p>
              <Form does="Sign out everywhere" kind="quiet" onSend={() => signOut(true)} />
            </section>
          </>
        )}
      </Await>
    </>
  );
}

const isAccount = ({ category }: Fact): boolean => category === 'account';
type Again = () => Promise<void>;

const correct = ({ category, product, system }: Fact, values: Values) =>
  call('PATCH /v1/me/facts/{category}', {
    params: { category },
    body: { values, ...(product !== '' && { product }), ...(system !== undefined && { system }) },
  });

function Account({ fact, again }: { fact: Fact | undefined; again: Again }) {
  const waiting = useAsked('GET /v1/me/address-change', {});
  // What waits for a fresh sign-in.
  const [held, setHeld] = useState<Values>();
  const [isDone, setDone] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  if (fact === undefined) return null;
  const email = fact.fields.find(({ field }) => field === 'email')?.value;

  async function change(one: Fact, values: Values) {
    setDone(false);
    setHeld(undefined);
    setProblem(undefined);
    try {
      if (Object.keys(values).length > 0) await correct(one, values);
    } catch (error) {
      if (!(error instanceof Failed && error.problem.code === 'sign-in-again')) throw error;
      setHeld(values);
      return;
    }
    setDone(Object.keys(values).some((name) => name !== 'email') || Object.keys(values).length === 0);
    await Promise.all([again(), waiting.again()]);
  }

  return (
    <section>
      <h2>You</h2>
      <FactForm fact={fact} onSave={(values) => change(fact, values)} />
      <p class="hint">Another email address is in use once you have opened the link that we mail there.</p>
      {problem !== undefined && <Trouble problem={problem} />}
      {isDone && (
        <Notice kind="good">
          <p>Saved.</p>
        </Notice>
      )}
      <Await asked={waiting}>
        {({ waiting: one }) =>
          one === undefined ? null : (
            <NewAddress waiting={one} inForce={typeof email === 'string' ? email : ''} again={waiting.again} />
          )
        }
      </Await>
      {held !== undefined && (
        <SignInAgain
          because="So that nobody who finds this screen open takes your account over."
          onDone={() => void change(fact, held).catch((error: unknown) => setProblem(problemOf(error)))}
          onClose={() => setHeld(undefined)}
        />
      )}
    </section>
  );
}

/** The registration of homes and products, and whatever else is held as true. */
function Others({ facts, again }: { facts: readonly Fact[]; again: Again }) {
  const names = useProductNames();
  if (facts.length === 0) return null;
  return (
    <section>
      <h2>What else is held as true</h2>
      {facts.map((fact) => (
        <details class="item" key={`${fact.system} ${fact.category} ${fact.product}`}>
          <summary>
            <span>{sentence(fact.says)}</span>{' '}
            <span class="quiet">
              {fact.product === '' ? (fact.system ?? '') : (names(fact.product) ?? 'a product')}
            </span>
          </summary>
          <FactForm
            fact={fact}
            done="Saved."
            onSave={async (values) => {
              if (Object.keys(values).length > 0) await correct(fact, values);
              await again();
            }}
          />
        </details>
      ))}
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
