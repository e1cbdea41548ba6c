/** Whether somebody is signed in here. The session itself is a cookie that no script sees. */
import { signal } from '@preact/signals';
import { call, problemOf, whenSignedOut } from './call.ts';

/**
 * `over`: somebody was, and has to sign in again; what they were at stays on the page. `gone`: somebody was, and is forgotten; their
 * receipt stays on the page.
 */
export const session = signal<'unknown' | 'in' | 'out' | 'over' | 'gone'>('unknown');

const isOut = () => {
  if (session.peek() === 'gone') return;
  session.value = session.peek() === 'in' || session.peek() === 'over' ? 'over' : 'out';
};
whenSignedOut(isOut);

/** Finds out whether somebody is there. Who can't be asked about is taken for who they were. */
export async function findSession(): Promise<void> {
  try {
    const { isSignedIn } = await call('GET /v1/sessions');
    if (isSignedIn) session.value = 'in';
    else isOut();
  } catch {
    if (session.peek() === 'unknown') session.value = 'out';
  }
}

/**
 * `reopen` opens an account again that was closed.
 *
 * @throws Failed
 */
export async function signIn(email: string, password: string, reopen = false): Promise<void> {
  await call('POST /v1/sessions', { body: { email, password, as: 'cookie', ...(reopen && { reopen }) } });
  session.value = 'in';
}

/** @throws Failed whoever was signed in still is */
export async function signOut(everywhere = false): Promise<void> {
  try {
    await call(everywhere ? 'DELETE /v1/sessions/all' : 'DELETE /v1/sessions');
  } catch (error) {
    if (problemOf(error).code !== 'not-signed-in') throw error;
  }
  session.value = 'out';
}
