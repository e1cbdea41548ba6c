import { signInStaff } from '../api/staff-session.ts';
import { Dialog } from '../design/dialog.tsx';
import { Field, Form } from '../design/form.tsx';

export const CodeField = () => (
  <Field
    name="code"
    label="Code"
    autocomplete="one-time-code"
    maxLength={7}
    hint="The six digits that your authenticator shows now. Each is good once."
  />
);

const SignInForm = () => (
  <Form does="Sign in" onSend={({ name = '', password = '', code = '' }) => signInStaff(name, password, code)}>
    <Field name="name" label="Name" autocomplete="username" />
    <Field name="password" label="Password" type="password" autocomplete="current-password" />
    <CodeField />
  </Form>
);

export const SignIn = () => (
  <div class="narrow">
    <h1>Console</h1>
    <p class="lead">For people who work here. Looking after your own data? That is in your privacy centre.</p>
    <SignInForm />
    <p>
      <a href="/me">Your privacy centre</a>
    </p>
  </div>
);

/** Over the page, which stays as it is: nothing typed there is lost. */
export const StaffSignInAgain = () => (
  <Dialog title="Sign in once more">
    <p>Your session is over. What you were at is still here.</p>
    <SignInForm />
  </Dialog>
);
