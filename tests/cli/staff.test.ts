/** `sotto staff`, in another process, beside a service that runs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeAt } from '../../src/people/staff/codes.ts';
import { openFolderWorld } from '../../src/testing/folder-world.ts';
import { sotto } from '../../src/testing/sotto.ts';
import { cookieIn, OWN_PAGE } from '../../src/testing/staff.ts';
import type { TestWorld } from '../../src/testing/world.ts';

let data: string;
let house: TestWorld;

beforeAll(async () => {
  ({ data, house } = await openFolderWorld());
});
afterAll(() => house?.close());

const staff = (...args: readonly string[]) =>
  sotto(['staff', ...args], { SOTTO_DATA: data, PUBLIC_URL: 'https://account.example' });

async function enrol(link: string): Promise<string> {
  house.clock.now = Date.now();
  const token = link.split('#')[1]!;
  const { secret } = (await house.ask('POST', '/v1/staff/enrolments/look', { body: { token } })).body;
  const body = { token, password: 'mira has the night shift', code: codeAt(secret, house.clock.now) };
  return cookieIn(await house.ask('POST', '/v1/staff/enrolments', { body, headers: OWN_PAGE }));
}
const member = async (cookie: string) =>
  (await house.ask('GET', '/v1/staff/sessions', { headers: { ...OWN_PAGE, cookie } })).body.member;

describe('sotto staff', () => {
  it('makes the first who works here, resets and closes, and names no secret but the link', async () => {
    expect((await staff('list')).out).toContain('Nobody works here yet');
    const added = JSON.parse((await staff('add', 'mira', '--role', 'privacy', '--json')).out);
    expect(added).toMatchObject({
      name: 'mira',
      link: expect.stringMatching(/^https:\/\/account\.example\/console\/enrol#enrol_/),
    });
    expect(await staff('add', 'mira', '--role', 'support')).toMatchObject({
      code: 1,
      err: expect.stringContaining('reset'),
    });
    expect((await staff('list')).out).toContain('has still to enrol');
    const cookie = await enrol(added.link);
    expect((await member(cookie)).role).toBe('privacy');

    const reset = await staff('reset', 'mira');
    expect(reset.out).toMatch(/^mira enrols here, once, until/);
    expect(await member(cookie)).toBeUndefined();
    const again = await enrol(reset.out.trim().split('\n').at(-1)!);
    expect((await member(again)).role).toBe('privacy');

    expect((await staff('close', 'mira')).out).toBe('mira does not work here any more.\n');
    expect(await member(again)).toBeUndefined();
    const [row] = JSON.parse((await staff('list', '--json')).out);
    expect(row).toMatchObject({ name: 'mira', role: 'privacy', closed: expect.any(String) });
    expect(Object.keys(row).sort()).toEqual(['closed', 'enrolled', 'id', 'made', 'name', 'role', 'seen']);
  }, 60_000);

  it('is called wrongly with a name or a role that is none, and finds nobody who is not there', async () => {
    expect((await staff('add', 'mira@home.example', '--role', 'privacy')).code).toBe(2);
    expect((await staff('add', 'nils', '--role', 'king')).code).toBe(2);
    for (const verb of ['reset', 'close']) {
      expect(await staff(verb, 'nobody')).toMatchObject({ code: 1, err: expect.stringContaining('sotto staff list') });
    }
  }, 60_000);
});
