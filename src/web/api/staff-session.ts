/** Who is signed in to the console, and what their role does. The session itself is a cookie that no script sees. */
import { signal } from '@preact/signals';
import { type Answer, call, type Problem, problemOf } from './call.ts';
import { session } from './session.ts';

export type StaffMember = NonNullable<Answer<'GET /v1/staff/sessions'>['member']>;
export type Right = StaffMember['may'][number];

/** Stays as it was while a session is over, so that the page does. */
export const staff = signal<StaffMember | undefined>(undefined);

/** Why it is not known whether somebody is signed in. */
export const unreached = signal<Problem | undefined>(undefined);

const isOut = () => {
  session.value = session.peek() === 'in' || session.peek() === 'over' ? 'over' : 'out';
};

/** Finds out who is there. @throws Failed */
async function look(): Promise<void> {
  const { member: found } = await call('GET /v1/staff/sessions');
  if (found === undefined) return isOut();
  // Somebody else has signed in meanwhile: nothing of who was here before stays.
  if (staff.peek() !== undefined && staff.peek()?.staff !== found.staff) location.reload();
  staff.value = found;
  session.value = 'in';
}

/** The same; who can't be asked about is taken for who they were. */
export async function findStaff(): Promise<void> {
  try {
    await look();
  } catch (error) {
    unreached.value = problemOf(error);
  }
}

/** @throws Failed */
export async function signInStaff(name: string, password: string, code: string): Promise<void> {
  await call('POST /v1/staff/sessions', { body: { name, password, code } });
  await look();
}

/** @throws Failed */
export async function enrol(token: string, password: string, code: string): Promise<void> {
  await call('POST /v1/staff/enrolments', { body: { token, password, code } });
  await look();
}

/** @throws Failed */
export async function signOutStaff(): Promise<void> {
  await call('DELETE /v1/staff/sessions');
  staff.value = undefined;
  session.value = 'out';
}
