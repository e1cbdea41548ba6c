/** `sotto requests`, in another process, beside a service that runs. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFolderWorld } from '../../src/testing/folder-world.ts';
import { keeps } from '../../src/testing/keeps.ts';
import type { TestPerson, TestWorld } from '../../src/testing/world.ts';

const DAY = 24 * 60 * 60_000;
const bin = fileURLToPath(new URL('../../bin/sotto.mjs', import.meta.url));

let data: string;
let house: TestWorld;
let ada: TestPerson;

beforeAll(async () => {
  ({ data, house } = await openFolderWorld());
  ada = await house.signUp('Ada');
});
afterAll(() => house?.close());

function sotto(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const { DATABASE_URL: _, KEYRING_URL: __, ...rest } = process.env;
  const env = { ...rest, SOTTO_DATA: data };
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, 'requests', ...args], { env }, (error, out, err) =>
      resolve({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const asks = async (body: object): Promise<string> => (await ada.ask('POST', '/v1/me/requests', body)).body.id;
const stands = async (id: string) => (await ada.ask('GET', `/v1/me/requests/${id}`)).body;
const lettersSent = async () => {
  house.clock.now = Date.now() + 60_000;
  await house.world.people.mail.deliver();
  return house.outbox.letters.filter(({ to }) => to === ada.email);
};

describe('sotto requests', () => {
  it('lists nothing where nothing is open, and what is late at the top', async () => {
    expect(await sotto('list')).toMatchObject({ code: 0, out: 'Nothing is open.\n' });
    const soon = await asks({ kind: 'objection', text: 'a' });
    house.clock.now -= 40 * DAY;
    // A session of that time: hers is of a time to come.
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } }))
      .body;
    const body = { kind: 'restriction', text: 'while we disagree' };
    const late = (await house.ask('POST', '/v1/me/requests', { token, body })).body.id;
    house.clock.now = Date.now();
    const rows = JSON.parse((await sotto('list', '--json')).out);
    expect(rows.map(({ id, isLate }: { id: string; isLate: boolean }) => [id, isLate])).toEqual([
      [late, true],
      [soon, false],
    ]);
    expect((await sotto('list')).out.split('\n')[2]).toMatch(/restriction .* LATE by 10 days/);
  });

  it('shows one, and its person sees that somebody looked', async () => {
    const id = await asks({ kind: 'objection', text: 'not \u001b[31mthat' });
    const shown = await sotto('show', id, '--as', 'support');
    expect(shown.out).toContain('in their words: not  [31mthat');
    expect(shown.out).toMatch(/vault: done\n +staff: waiting for staff/);
    const entries = (await ada.ask('GET', '/v1/me/ledger?limit=500')).body.entries.map(
      ({ says }: { says: string }) => says,
    );
    expect(entries).toContain('Your request to object to a use: somebody who answers requests looked at it.');
    expect(await sotto('show', 'nonsense')).toMatchObject({ code: 1, err: expect.stringContaining('help: ') });
    expect(await sotto('show', id, '--as', 'Ada L.')).toMatchObject({ code: 2 });
  });

  it('answers, refuses and extends; the person reads why, and a letter says so', async () => {
    keeps('rights.within-30-days');
    const done = await asks({ kind: 'objection', text: 'b' });
    await sotto('note', done, 'we talked on the telephone');
    expect((await sotto('answer', done, 'staff')).code).toBe(0);
    expect(await stands(done)).toMatchObject({
      status: 'done',
      notes: [{ text: 'we talked on the telephone' }],
    });
    expect(await sotto('answer', done, 'staff')).toMatchObject({
      code: 1,
      err: expect.stringContaining('it is closed'),
    });

    const longer = await asks({ kind: 'correction', text: 'c' });
    const { due } = await stands(longer);
    const because = 'two companies have to be asked';
    await sotto('extend', longer, '--because', because);
    const after = await stands(longer);
    expect(after).toMatchObject({ status: 'open', takesLongerBecause: because });
    expect(Date.parse(after.due) - Date.parse(due)).toBeGreaterThan(58 * DAY);
    expect((await sotto('extend', longer, '--because', because)).err).toContain('was extended before');

    await sotto('refuse', longer, '--because', 'nothing of the kind is done');
    expect(await stands(longer)).toMatchObject({
      status: 'refused',
      parts: [{ state: 'refused', because: 'nothing of the kind is done' }],
    });
    const subjects = (await lettersSent()).map(({ subject, text }) => [subject, /because ([^.]*)\./.exec(text)?.[1]]);
    expect(subjects).toContainEqual(['Your request is answered', undefined]);
    expect(subjects).toContainEqual(['Your request takes us longer', because]);
    expect(subjects).toContainEqual(['We can’t do what you asked', 'nothing of the kind is done']);
  });

  it('has a part that failed tried again at once', async () => {
    await house.world.database.query('alter table exports rename to exports_away');
    const id = await asks({ kind: 'export' });
    await house.world.database.query('alter table exports_away rename to exports');
    expect((await stands(id)).parts[0].state).toBe('failed');
    expect((await sotto('retry', id)).code).toBe(0);
    house.clock.now = Date.now() + 1000;
    await house.world.people.carryOutDue();
    expect((await stands(id)).status).toBe('done');
  });
});
