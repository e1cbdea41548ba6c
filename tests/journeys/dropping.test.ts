/** A new version asks for less. What came before it stays its person's, in the words it was collected under, until its own day. */
import { unzipSync } from 'fflate';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flag, secret, text } from '../../src/statement/field.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { approver, proposing } from '../../src/testing/approvers.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';

const DAY = 24 * 60 * 60_000;
const { words, collect, keep }: Statement = reference;
const of = { of: 'household', functional: true } as const;
const heard = { in: 'using', at: ['product'], keeps: ['retention.functional-while-active'] } as const;

/** Once the speakers rang at the door, had lamps, and heard what was hummed. */
const before = {
  ...reference,
  id: 'before',
  dated: '2017-01-01',
  words: {
    ...words,
    data: {
      ...words.data,
      activity: {
        ...words.data.activity,
        fields: { ...words.data.activity!.fields, hummed: text('the tune you hummed', 80) },
      },
      doorbell: {
        ...of,
        says: 'who rang at your door',
        fields: { visitor: text('the name they gave', 80), code: secret('the code of the door, as a one-way hash') },
      },
      lamps: { ...of, current: true, says: 'the lamps of your house', fields: { lit: flag('whether they are lit') } },
    },
  },
  collect: {
    ...collect,
    humming: { ...heard, says: 'you hum a tune', takes: { activity: ['hummed'] } },
    ringing: { ...heard, says: 'somebody rings', takes: { doorbell: ['visitor', 'code?'], lamps: ['lit?'] } },
  },
  keep: {
    ...keep,
    doorbell: { for: '3 months', after: 'collection', because: 'service', keeps: ['retention.as-needed'] },
    lamps: { for: '10 days', after: 'account-closed', because: 'service', keeps: ['retention.as-needed'] },
  },
} as unknown as Statement;

const [mara, nils] = [approver('Mara'), approver('Nils')];
let house: TestWorld;
let pool: pg.Pool;
let ada: TestPerson;
let ben: TestPerson;

async function sends(person: TestPerson): Promise<TestProduct> {
  const door = await person.product(await person.household(), 'Door');
  const at = new Date(house.clock.now).toISOString();
  const answer = await door.collect([
    { event: 'ringing', at, data: { visitor: `Post for ${person.name}`, code: 'open sesame', lit: true } },
    { event: 'humming', at, data: { hummed: 'The Heron' } },
  ]);
  expect(answer.body.clauses.refused).toEqual({});
  return door;
}

beforeAll(async () => {
  house = await openTestWorld({ running: { statement: before }, approvers: [mara.publicKey, nils.publicKey] });
  pool = new pg.Pool(house.clusters.vault);
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  for (const person of [ada, ben]) await sends(person);
  const { gate } = house.world;
  const next = proposing(mara, reference, gate.hash, house.clock.now + 31 * DAY, house.clock.now);
  expect(await gate.publishing.propose(next)).toMatchObject({ kind: 'published' });
  expect(gate.compiled.statement.words.data).not.toHaveProperty('doorbell');
}, 60_000);
afterAll(async () => {
  await pool.end();
  await house.close();
});

const seen = async (query = '', { token }: { token: string } = ada) =>
  (await house.ask('GET', `/v1/me/data?limit=500${query}`, { token })).body;
const signIn = async ({ email, password }: TestPerson) =>
  (await house.ask('POST', '/v1/sessions', { body: { email, password } })).body as { token: string };
const namesIn = (page: { current: { category: string }[]; items: { category: string }[] }) =>
  [...page.current, ...page.items].map(({ category }) => category);

async function until(day: string): Promise<void> {
  house.clock.now = Date.parse(`${day}T10:00:00Z`);
  await pool.query('select believe_time($1)', [new Date(house.clock.now)]);
}

describe('what a new version does not speak of any more', () => {
  it('is seen by whose it is, with the words, the clause and the end it was collected with; secrets are not', async () => {
    keeps('rights.view-edit-delete');
    const { items, words: said } = await seen('&category=doorbell');
    expect(items).toEqual([
      expect.objectContaining({
        ...{ category: 'doorbell', event: 'ringing', clause: 'collect.ringing', ends: '2027-06-01', purposes: [] },
        data: { visitor: 'Post for Ada' },
      }),
    ]);
    expect(said).toMatchObject({
      categories: { doorbell: 'who rang at your door' },
      events: { ringing: 'somebody rings' },
      fields: { 'doorbell.visitor': 'the name they gave' },
      kept: { doorbell: '3 months after it happened' },
      clauses: { 'collect.ringing': expect.stringContaining('somebody rings') },
    });
    const all = await seen();
    expect(namesIn(all)).toEqual(expect.arrayContaining(['account', 'activity', 'doorbell', 'lamps']));
    expect(all.current).toContainEqual(
      expect.objectContaining({ category: 'lamps', data: { lit: true }, collectedBy: ['collect.ringing'] }),
    );
    expect(all.items).toContainEqual(expect.objectContaining({ event: 'humming', data: { hummed: 'The Heron' } }));
    expect(all.words.fields['activity.hummed']).toBe('the tune you hummed');
  });

  it('is found and explained, used for nothing, and never collected again', async () => {
    const found = await ada.ask('POST', '/v1/me/data/search', { q: 'RANG at your door' });
    expect(found.body.items.map(({ event }: { event: string }) => event)).toEqual(['ringing']);
    const explained = (await ada.ask('GET', '/v1/me/data/explain?category=doorbell')).body;
    const lines = explained.lines.map(({ says }: { says: string }) => says).join('\n');
    expect(lines).toContain('held until 3 months after it happened');
    expect(lines).toContain('opened for no purpose');
    expect((await ada.ask('GET', '/v1/me/data/explain?category=activity&field=hummed')).status).toBe(200);
    expect((await ada.ask('GET', '/v1/me/data/explain?category=dreams')).status).toBe(404);
    const again = await (await ada.product(await ada.household(), 'Gate')).collect([
      { event: 'ringing', at: new Date(house.clock.now).toISOString(), data: { visitor: 'Nobody' } },
    ]);
    expect(again.body.stored).toBe(0);
  });

  it('is in the export, with a page, a schema and its words', async () => {
    keeps('rights.export');
    const { id } = (await ada.ask('POST', '/v1/me/exports')).body;
    const answer = await fetch(`${house.url}/v1/me/exports/${id}/archive`, {
      headers: { authorization: `Bearer ${ada.token}` },
    });
    const archive = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const file = (path: string) => Buffer.from(archive[path]!).toString();
    expect(JSON.parse(file('data/doorbell.json')).items).toMatchObject([{ data: { visitor: 'Post for Ada' } }]);
    expect(JSON.parse(file('data/lamps.json')).current).toMatchObject([{ data: { lit: true } }]);
    expect(file('pages/doorbell.html')).toContain('the name they gave');
    expect(JSON.parse(file('schema.json')).$defs.doorbell.description).toBe('who rang at your door');
    expect(JSON.parse(file('glossary.json')).events.ringing.says).toBe('somebody rings');
    const { doorbell } = JSON.parse(file('about.json')).categories;
    expect(doorbell).toMatchObject({ says: 'who rang at your door', kept: '3 months after it happened', purposes: [] });
    expect(Object.keys(archive).join()).not.toContain('code');
  });

  it('is known to a process that starts later', async () => {
    const other = await house.another();
    const { items } = (await other.ask('GET', '/v1/me/data?category=doorbell', { token: ada.token })).body;
    expect(items).toHaveLength(1);
    await other.close();
  });

  it('is deleted when its person says so, had back, and destroyed with the account', async () => {
    keeps('rights.view-edit-delete', 'rights.account');
    expect((await ben.ask('POST', '/v1/me/deletions', { category: 'lamps' })).body.code).toBe('not-history');
    const { id } = (await ben.ask('POST', '/v1/me/deletions', { category: 'doorbell' })).body;
    expect((await seen('&category=doorbell', ben)).items).toEqual([]);
    await house.world.people.mail.settled();
    expect(house.outbox.letters.at(-1)!.text).toContain('who rang at your door');
    expect((await ben.ask('DELETE', `/v1/me/deletions/${id}`)).status).toBeLessThan(300);
    expect((await seen('&category=doorbell', ben)).items).toHaveLength(1);

    const rows = () => pool.query(`select from segments where category = 'doorbell'`);
    expect((await rows()).rowCount).toBe(2);
    const asked = { password: ben.password, confirm: 'erase' };
    expect((await ben.ask('POST', '/v1/me/erasure', asked)).status).toBeLessThan(300);
    await expect.poll(async () => (await rows()).rowCount).toBe(1);
  });

  it('goes on the day that was said when it came, and ten days after the account is closed', async () => {
    keeps('retention.as-needed');
    await until('2027-05-31');
    expect((await seen('&category=doorbell', await signIn(ada))).items).toHaveLength(1);
    await until('2027-06-01');
    const { token } = await signIn(ada);
    expect((await seen('&category=doorbell', { token })).items).toEqual([]);
    const swept = await house.world.gate.sweep();
    expect(swept).toMatchObject({
      reports: [{ went: expect.arrayContaining([{ category: 'doorbell', clause: 'keep.doorbell', n: 1 }]) }],
    });

    const closing = { password: ada.password, confirm: 'close' };
    const closed = await house.ask('POST', '/v1/me/closing', { token, body: closing });
    expect(closed.body.ends).toContainEqual(expect.objectContaining({ says: 'the lamps of your house' }));
    const lamps = () => pool.query(`select from facts where category = 'lamps'`);
    await until('2027-06-10');
    await house.world.gate.sweep();
    expect((await lamps()).rowCount).toBe(1);
    await until('2027-06-12');
    await house.world.gate.sweep();
    expect((await lamps()).rowCount).toBe(0);
  });
});
