/** People who work at a test world, each in a role. */
import { codeAt } from '../people/staff/codes.ts';
import type { Role } from '../people/staff/roles.ts';
import type { Answered, TestWorld } from './world.ts';

export interface TestStaff {
  readonly name: string;
  readonly password: string;
  /** Of their codes, base32. */
  readonly secret: string;
  /** As their browser sends it. */
  readonly cookie: string;
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
}

/** What a page of ours sends along. */
export const OWN_PAGE = { 'sec-fetch-site': 'same-origin' };

export const cookieIn = ({ headers }: Pick<Answered, 'headers'>): string =>
  (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** Has somebody begin to work here, and enrol. */
export async function hire(house: TestWorld, name: string, role: Role): Promise<TestStaff> {
  const added = await house.world.people.addStaff({ name, role }, 'service:test');
  if (added.kind !== 'added') throw new Error(`${name} could not be added: ${added.kind}`);
  const { token } = added;
  const password = `${name} has the night shift`;
  const { secret } = (await house.ask('POST', '/v1/staff/enrolments/look', { body: { token } })).body;
  const code = codeAt(secret, house.clock.now);
  const enrolled = await house.ask('POST', '/v1/staff/enrolments', {
    body: { token, password, code },
    headers: OWN_PAGE,
  });
  if (enrolled.status !== 201) throw new Error(`${name} could not enrol: ${enrolled.text}`);
  const cookie = cookieIn(enrolled);
  return {
    ...{ name, password, secret, cookie },
    ask: (method, path, body) => house.ask(method, path, { body, headers: { ...OWN_PAGE, cookie } }),
  };
}

/** Has somebody sign in once more; the clock of the house is moved on to their next code. */
export async function signInAgain(house: TestWorld, { name, password, secret }: TestStaff): Promise<string> {
  house.clock.now += 60_000;
  const body = { name, password, code: codeAt(secret, house.clock.now) };
  return cookieIn(await house.ask('POST', '/v1/staff/sessions', { body, headers: OWN_PAGE }));
}
