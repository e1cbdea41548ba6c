import { signIn } from '../api/session.ts';
import { Dialog } from './dialog.tsx';
import { Field, Form } from './form.tsx';

export interface SignInAgainProps {
  /** Why, where it is not that the session is over. */
  readonly because?: string;
  readonly onDone?: () => void;
  readonly onClose?: () => void;
}

/** Over the page, which stays as it is: nothing typed there is lost. */
export function SignInAgain({ because, onDone, onClose }: SignInAgainProps) {
  return (
    <Dialog title="Sign in once more" onClose={onClose}>
      <p>{because ?? 'You have been signed out. What you were at is still here.'}</p>
      <Form
        does="Sign in"
        onSend={async ({ email = '', password = '' }) => {
          await signIn(email, password);
          onDone?.();
        }}
      >
        <Field name="email" label="Email address" type="email" autocomplete="username" />
        <Field name="password" label="Password" type="password" autocomplete="current-password" />
      </Form>
    </Dialog>
  );
}
