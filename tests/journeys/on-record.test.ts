/** Whatever is done with data is a leaf: what is about somebody under their own key, what is about nobody under ours. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';

const DAY = 24 * 60 * 60_000;
let house: TestWorld;
let vault: Vault;
let ada: TestPerson;
let kitchen: TestProduct;
let person: string;
let household: string;
beforeAll(async () => {
  house = await openTestWorld();
  vault = await openVault({ ...house.clusters, epochKeys: epochKeysInFile(house.keyFile), clock: house.clock });
  ada = await house.signUp('Ada');
  kitchen = await ada.product(await ada.household(), 'Kitchen');
  person = (await house.world.people.personOf(ada.token))!.subject;
  const product = await house.world.people.productOf(kitchen.token);
  if (typeof product === 'string') throw new Error(product);
  household = product.household;
});
afterAll(async () => {
  await vault.close();
  await house.close();
});

const kindsOf = async (subject?: string) =>
  (await vault.readEntries({ limit: 10_000, ...(subject !== undefined && { subject }) })).map(({ kind }) => kind);
const leaves = async () =>
  Number((await house.world.database.query<{ n: string }>('select count(*) as n from leaves'))[0]!.n);

/** What an act adds to what is on record of somebody. */
async function added(subject: string | undefined, act: () => Promise<unknown>): Promise<string[]> {
  const before = await kindsOf(subject);
  await act();
  await house.world.people.mail.settled();
  return (await kindsOf(subject)).slice(before.length).sort();
}
const collect = () => {
  const at = new Date(house.clock.now).toISOString();
  return kitchen.collect([{ event: 'volume', at, data: { volume: 33, room: 'Kitchen' } }]);
};

describe('a leaf is made of', () => {
  it('each batch, opening, choice, limit and deletion, and of its being taken back', async () => {
    keeps('principle.protected');
    expect(await added(household, collect)).toEqual(['collected']);
    expect(await added(household, () => ada.ask('GET', '/v1/me/data?category=activity'))).toContain('opened');
    const usage = (state: string) => ada.ask('PUT', '/v1/me/choices/usage-data', { state });
    expect(await added(household, () => usage('off'))).toContain('chosen');
    expect(await added(household, () => usage('on'))).toContain('chosen');
    expect(await added(household, () => ada.ask('PUT', '/v1/me/pauses/noise', { state: 'on' }))).toContain('limited');
    const older = '/v1/me/auto-deletions/activity';
    expect(await added(household, () => ada.ask('PUT', older, { olderThan: '90 days' }))).toContain(
      'auto-deletion-set',
    );
    expect(await added(household, () => ada.ask('DELETE', older))).toContain('auto-deletion-lifted');
    let deletion = '';
    const remove = async () => {
      deletion = (await ada.ask('POST', '/v1/me/deletions', { category: 'activity' })).body.id;
    };
    expect(await added(household, remove)).toContain('deleted');
    expect(await added(household, () => ada.ask('DELETE', `/v1/me/deletions/${deletion}`))).toContain(
      'deletion-undone',
    );
  });

  it('each step of a request, each export, and each letter', async () => {
    const made = await added(person, () => ada.ask('POST', '/v1/me/requests', { kind: 'export' }));
    expect(made).toEqual(expect.arrayContaining(['request', 'exported', 'written-to']));
    expect(made.filter((kind) => kind === 'request').length).toBeGreaterThanOrEqual(3);
    const waiting = await added(person, () =>
      ada.ask('POST', '/v1/me/requests', { kind: 'correction', text: 'my name' }),
    );
    expect(waiting).toEqual(expect.arrayContaining(['request', 'written-to']));
  });

  it('each sweep, before and after, and of the version that is in force', async () => {
    await ada.ask('PUT', '/v1/me/auto-deletions/activity', { olderThan: '90 days' });
    house.clock.now += 100 * DAY;
    await house.world.database.query('select believe_time($1)', [new Date(house.clock.now)]);
    expect(await added(undefined, () => house.world.gate.sweep())).toEqual(['sweep-begun', 'sweep-done']);
    expect(await kindsOf()).toContain('statement-published');
  });

  it('each closing, reopening, hold and erasure; of whom an erasure was about nothing is left to read', async () => {
    const { token } = (await house.ask('POST', '/v1/sessions', { body: { email: ada.email, password: ada.password } }))
      .body;
    const ask = (method: string, path: string, body: object) => house.ask(method, path, { token, body });
    let hold = '';
    const holding = async () => {
      const endsAt = house.clock.now + DAY;
      const held = { subject: person, categories: ['account'], reason: 'A claim', endsAt, by: 'staff:legal' };
      hold = ((await vault.holds.add(held)) as { id: string }).id;
    };
    expect(await added(person, holding)).toContain('hold-added');
    expect(await added(person, () => vault.holds.lift(hold, 'staff:legal'))).toContain('hold-lifted');
    const closing = await added(person, () =>
      ask('POST', '/v1/me/closing', { password: ada.password, confirm: 'close' }),
    );
    expect(closing).toContain('account-closed');
    const back = { email: ada.email, password: ada.password, reopen: true };
    let fresh = '';
    const reopening = async () => {
      fresh = (await house.ask('POST', '/v1/sessions', { body: back })).body.token;
    };
    expect(await added(person, reopening)).toContain('account-reopened');

    const before = await leaves();
    const body = { password: ada.password, confirm: 'erase' };
    const erasing = () => house.ask('POST', '/v1/me/erasure', { token: fresh, body });
    expect(await added(undefined, erasing)).toEqual(['erased']);
    expect(await leaves()).toBeGreaterThan(before);
    expect([await kindsOf(person), await kindsOf(household)]).toEqual([[], []]);
  });
});
