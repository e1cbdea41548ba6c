import { useState } from 'preact/hooks';
import { problemOf } from '../api/call.ts';
import { signIn } from '../api/session.ts';
import { Field, Form } from './form.tsx';
import { Notice } from './notice.tsx';

/** Who somebody is; `lead` says what for. */
export function SignIn({ lead }: { lead: string }) {
  const [isClosed, setClosed] = useState(false);
  return (
    <div class="narrow">
      <h1>Sign in</h1>
      <p class="lead">{lead}</p>
      {isClosed && (
        <Notice>
          <p>You have closed this account. It can be opened again, and your products work again then.</p>
        </Notice>
      )}
      <Form
        does={isClosed ? 'Open it again' : 'Sign in'}
        onSend={async ({ email = '', password = '' }) => {
          try {
            await signIn(email, password, isClosed);
          } catch (error) {
            if (problemOf(error).code !== 'account-closed') throw error;
            setClosed(true);
          }
        }}
      >
        <Field name="email" label="Email address" type="email" autocomplete="username" />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
      </Form>
      <p>
        <a href="/me/forgotten">I have forgotten my password</a>
      </p>
      <p>
        <a href="/me/sign-up">I have no account yet</a>
      </p>
    </div>
  );
}
