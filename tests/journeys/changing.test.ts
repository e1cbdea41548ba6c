/** The statement changes: two people approve it, everyone is told, and on its day it is what decides. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOf } from '../../src/gate/version.ts';
import { openNote } from '../../src/ledger/note.ts';
import { canonical } from '../../src/statement/canonical.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';

const { playback: _, ...silent } = reference.collect;
// Sound: it lacks an event, which its type alone can tell.
const before = { ...reference, id: 'before', dated: '2017-01-01', collect: silent } as unknown as Statement;
const next: Statement = reference;

let folder: string;
let house: TestWorld;
let other: TestWorld;
let ada: TestPerson;
let kitchen: TestProduct;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-changing-'));
  writeFileSync(join(folder, 'next.json'), canonical(next));
  const approvers: string[] = [];
  house = await openTestWorld({ running: { statement: before }, approvers });
  // The keys are declared while it runs.
  for (const name of ['Mara', 'Nils']) approvers.push((await sotto('key', name, '--out', keyOf(name))).publicKey);
  other = await house.another();
  ada = await house.signUp('Ada');
  kitchen = await ada.product(await ada.household(), 'Kitchen');
}, 60_000);
afterAll(async () => {
  await other.close();
  await house.close();
  rmSync(folder, { recursive: true });
});

const keyOf = (name: string) => join(folder, `${name}.key`);

/** `sotto publish …`, as data; with `code` where it was refused. */
function sotto(...args: string[]) {
  const bin = join(import.meta.dirname, '../../bin/sotto.mjs');
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of the answer is what it checks
  return new Promise<any>((resolve, reject) => {
    execFile(process.execPath, [bin, 'publish', ...args, '--json'], { timeout: 120_000 }, (error, out, err) => {
      if (out === '') return reject(error ?? new Error(err));
      resolve({ ...JSON.parse(out), exit: error?.code ?? 0 });
    });
  });
}
const publish = (verb: string, by: string, ...more: string[]) =>
  sotto(verb, join(folder, 'next.json'), '--key', keyOf(by), '--to', house.url, ...more);

const listen = async (of: TestProduct, in_: TestWorld) => {
  const at = new Date(house.clock.now).toISOString();
  const events = [{ event: 'playback', at, data: { service: 'hummingbird', track: 'The Heron', state: 'playing' } }];
  batch += 1;
  const { body } = await in_.ask('POST', '/v1/collect', { token: of.token, body: { batch: `b${batch}`, events } });
  return body.stored > 0 ? 'stored' : Object.keys(body.clauses.refused)[0];
};
let batch = 0;

/** Directives as they come to a connected product. */
function connected(product: TestProduct): {
  readonly directives: { statement: { hash: string }; events: object }[];
  close(): void;
} {
  const directives: { statement: { hash: string }; events: object }[] = [];
  const headers = { authorization: `Bearer ${product.token}` };
  const asked = request(`${house.url}/v1/directive/stream`, { headers }, (answer) => {
    let text = '';
    answer.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const whole = text.split('\n\n');
      text = whole.pop() ?? '';
      for (const one of whole)
        if (one.startsWith('event: directive')) directives.push(JSON.parse(one.split('data: ')[1]!));
    });
  });
  asked.on('error', () => {});
  asked.end();
  return { directives, close: () => asked.destroy() };
}

it('changes what decides on its day, with everyone told before', { timeout: 300_000 }, async () => {
  keeps('changes.material-notice', 'changes.dated', 'principle.transparent');
  const stream = connected(kitchen);
  const ben = await house.signUp('Ben');
  const statesOf = async (of: string) =>
    (await house.ask('GET', '/v1/me/choices', { token: of })).body.choices
      .map(({ choice, state }: { choice: string; state: string }) => `${choice} ${state}`)
      .sort();
  const chosen = await statesOf(ada.token);
  await expect.poll(() => stream.directives.length, { timeout: 20_000 }).toBe(1);

  // Whoever looks first sees what changes, what of it matters, and proposes nothing by looking.
  const shown = await sotto('propose', join(folder, 'next.json'), '--to', house.url);
  expect(shown).toMatchObject({ exit: 0, kind: 'shown' });
  expect(shown.changes).toContainEqual(expect.objectContaining({ clause: 'collect.playback', material: true }));
  expect((await house.ask('GET', '/v1/statement/versions')).body.announced).toBeUndefined();

  // Too early is refused, and says what would not be.
  const early = await publish('propose', 'Mara', '--on', '2027-03-30');
  expect(early).toMatchObject({
    exit: 1,
    code: 'notice-too-short',
    detail: expect.stringContaining('2027-03-31T10:00'),
  });
  const proposed = await publish('propose', 'Mara', '--on', '2027-04-02');
  expect(proposed).toMatchObject({ exit: 0, kind: 'proposed', takesEffect: '2027-04-02T00:00:00.000Z' });
  expect((await ada.ask('GET', '/v1/me/notices')).body.notices).toEqual([]);

  // Who proposed it can't be the second.
  expect(await publish('approve', 'Mara')).toMatchObject({ exit: 1, code: 'same-approver' });
  expect(await publish('approve', 'Nils')).toMatchObject({ exit: 0, kind: 'announced' });

  // A letter, and a notice in the product. Either process may be the one that writes; neither writes twice.
  const letters = () =>
    [house, other]
      .flatMap(({ outbox }) => outbox.letters)
      .filter(({ subject }) => subject.includes('privacy statement changes'));
  await house.world.people.announce();
  const soon = { timeout: 20_000 };
  await expect
    .poll(
      () =>
        letters()
          .map(({ to }) => to)
          .sort(),
      soon,
    )
    .toEqual([ada.email, ben.email]);
  expect(letters()[0]!.text).toContain('2027-04-02');
  await Promise.all([house, other].map(({ world }) => world.people.announce()));
  await Promise.all([house, other].map(({ world }) => world.people.mail.settled()));
  expect(letters()).toHaveLength(2);
  const hash = hashOf(next);
  const [notice] = (await ada.ask('GET', '/v1/me/notices')).body.notices;
  expect(notice).toMatchObject({ version: hash, state: 'to come', takesEffect: '2027-04-02T00:00:00.000Z' });
  expect(notice.changes.join()).toMatch(/when something plays/);
  expect(notice.seen).toBeUndefined();
  expect((await ada.ask('PUT', `/v1/me/notices/${hash}`, { state: 'seen' })).status).toBe(204);
  expect((await ada.ask('GET', '/v1/me/notices')).body.notices[0].seen).toBe('2027-03-01T10:00:00.000Z');

  // Anyone can read it, and what it changes, and verify who approved it.
  const page = await house.ask('GET', '/statement');
  expect(page.text).toContain('A new version takes effect on 2 April 2027.');
  const link = notice.page as string;
  expect(page.text).toContain(link.replaceAll('&', '&amp;'));
  expect((await house.ask('GET', link)).text).toMatch(/What matters[\s\S]*when something plays/);
  expect((await house.ask('GET', `/statement/versions/${hash}`)).text).toContain('This version is not in force yet');
  const { note, signers } = (await house.ask('GET', `/v1/statement/proposals/${hash}`)).body;
  expect(signers.map((key: string) => [key.split('+')[0], openNote(note, key)?.includes(hash)])).toEqual([
    ['Mara', true],
    ['Nils', true],
  ]);

  // The evening before, the old version decides; at midnight the new one, in both processes, and products are told.
  house.clock.now = Date.parse('2027-04-02T00:00:00Z') - 1;
  expect([await listen(kitchen, house), await listen(kitchen, other)]).toEqual([
    'undeclared-event',
    'undeclared-event',
  ]);
  expect(stream.directives.at(-1)!.events).not.toHaveProperty('playback');
  house.clock.now += 1;
  expect([await listen(kitchen, other), await listen(kitchen, house)]).toEqual(['stored', 'stored']);
  await expect.poll(() => stream.directives.at(-1)!.events, soon).toHaveProperty('playback');
  expect(stream.directives.at(-1)!.statement.hash).toBe(hash);
  stream.close();

  const { versions, announced } = (await house.ask('GET', '/v1/statement/versions')).body;
  expect(versions.map(({ dated, until }: { dated: string; until?: string }) => [dated, until])).toEqual([
    ['2017-01-01', '2027-04-02T00:00:00.000Z'],
    ['2017-08-01', undefined],
  ]);
  expect(announced).toBeUndefined();
  expect((await house.ask('GET', '/statement')).text).toContain('This is the version in force.');
  // Her session has ended meanwhile.
  const { token } = (await house.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } }))
    .body;
  const { notices } = (await house.ask('GET', '/v1/me/notices', { token })).body;
  expect(notices).toMatchObject([{ state: 'in force', continued: '2027-04-02T00:00:00.000Z' }]);

  // Ada's kitchen went on playing, which is recorded once; Ben looks at his notices, which is nothing.
  const entries = async (of: string) =>
    (await house.ask('GET', '/v1/me/ledger?limit=500', { token: of })).body.entries.filter(
      ({ kind }: { kind: string }) => kind === 'continued-use',
    );
  await listen(kitchen, house);
  expect(await entries(token)).toMatchObject([{ says: expect.stringContaining('1 August 2017') }]);
  const bens = (await house.ask('POST', '/v1/sessions', { body: { email: ben.email, password: ben.password } })).body;
  const told = (await house.ask('GET', '/v1/me/notices', { token: bens.token })).body.notices;
  expect(told).toHaveLength(1);
  expect(told[0].continued).toBeUndefined();
  expect(await entries(bens.token)).toEqual([]);
  // It authorises nobody.
  expect(await statesOf(token)).toEqual(chosen);
});
