/** What is held as true of people is put right by them, field by field, wherever it did not come from a device or from us. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestWorld } from '../../src/testing/world.ts';

interface Shown {
  readonly category: string;
  readonly product: string;
  readonly system?: string;
  readonly fields: readonly {
    readonly field: string;
    readonly says: string;
    readonly accepts: { readonly type: string; readonly max?: number };
    readonly value?: unknown;
    readonly isByHand: boolean;
    readonly clause: string;
    readonly clauseSays: string;
  }[];
}

let house: TestWorld;
let ada: TestPerson;
let ben: TestPerson;
let system: string;
let kitchen: string;
beforeAll(async () => {
  house = await openTestWorld();
  [ada, ben] = [await house.signUp('Ada'), await house.signUp('Ben')];
  system = await ada.household();
  kitchen = (await ada.product(system, 'Kitchen')).id;
  await ben.household();
  // She left her name in a shop, before she bought anything.
  const { subject } = (await house.world.people.personOf(ada.token))!;
  const at = new Date(house.clock.now).toISOString();
  const contact = { event: 'contact', at, data: { name: 'A. Lovelace', email: 'old@home.example' } };
  await house.world.gate.collect({ subject, product: '', touchpoint: 'store', id: 'in-a-shop', events: [contact] });
});
afterAll(() => house.close());

const factsOf = async (who: TestPerson): Promise<Shown[]> => (await who.ask('GET', '/v1/me/facts')).body.facts;
const fieldsOf = async (category: string, product = '') =>
  (await factsOf(ada)).find((one) => one.category === category && one.product === product)!.fields;
const valuesOf = async (category: string, product = '') =>
  Object.fromEntries((await fieldsOf(category, product)).map(({ field, value }) => [field, value]));
const correct = (who: TestPerson, category: string, body: object) => who.ask('PATCH', `/v1/me/facts/${category}`, body);
/** How often something of theirs was collected, as the ledger has it. */
const collectedOf = async (who: TestPerson): Promise<number> =>
  (await who.ask('GET', '/v1/me/ledger?limit=500')).body.entries.filter(
    ({ kind }: { kind: string }) => kind === 'collected',
  ).length;

describe('what is held as true', () => {
  it('is shown field by field, with what it accepts, and why what can’t be put right can’t', async () => {
    const facts = await factsOf(ada);
    expect(facts.map(({ category, product }) => `${category} ${product}`.trim()).sort()).toEqual([
      'account',
      'contact-details',
      'registration',
      `registration ${kitchen}`,
    ]);
    const account = await fieldsOf('account');
    expect(account.find(({ field }) => field === 'name')).toEqual({
      field: 'name',
      says: 'your name',
      accepts: { type: 'text', max: 200 },
      value: 'Ada',
      isByHand: true,
      clause: 'collect.profile-changed',
      clauseSays: 'when you change your profile',
    });
    // What she did not say, and could.
    expect(account.find(({ field }) => field === 'phone')).not.toHaveProperty('value');
    expect(account.find(({ field }) => field === 'ipAddress')).toMatchObject({
      value: '127.0.0.1',
      isByHand: false,
      clauseSays: 'when you set up your account',
    });
    expect(await fieldsOf('registration', kitchen)).toMatchObject([
      { field: 'ipAddress', isByHand: false, clauseSays: 'when you register a product' },
      { field: 'serial', isByHand: false, clauseSays: 'when you register a product' },
    ]);
    // Nobody's password is there, as a hash neither.
    expect(JSON.stringify(facts)).not.toContain('argon2');
  });

  it('is put right of a person, of a system, and of what they left in a shop; on record like any act', async () => {
    keeps('rights.view-edit-delete', 'rights.account');
    const before = await collectedOf(ada);
    expect((await correct(ada, 'account', { values: { name: 'Ada King', language: 'en' } })).status).toBe(204);
    expect(
      (await correct(ada, 'registration', { system, values: { country: 'GB', postalCode: 'W1J 7NT' } })).status,
    ).toBe(204);
    expect((await correct(ada, 'contact-details', { values: { email: 'ada@home.example' } })).status).toBe(204);
    expect(await valuesOf('account')).toMatchObject({ name: 'Ada King', language: 'en', country: 'DE' });
    expect(await valuesOf('registration')).toMatchObject({ systemId: system, country: 'GB', postalCode: 'W1J 7NT' });
    expect(await valuesOf('contact-details')).toEqual({ name: 'A. Lovelace', email: 'ada@home.example' });
    // Three that were put right.
    expect(await collectedOf(ada)).toBe(before + 3);
  });

  it('takes what its fields accept, and nothing else', async () => {
    const wrong = await correct(ada, 'registration', { system, values: { country: 'Germany', language: 'de' } });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'not-accepted', detail: '`country`' } });
    expect(await valuesOf('registration')).toMatchObject({ country: 'GB', language: undefined });
    const odd = await correct(ada, 'account', { values: { name: 7 } });
    expect(odd).toMatchObject({ status: 422, body: { detail: '`name`' } });
    // A name that nobody declared can be anything, and is not said back.
    const unknown = await correct(ada, 'account', { values: { 'ada@secret.example': 'x' } });
    expect([unknown.status, unknown.text.includes('secret')]).toEqual([422, false]);
    expect((await correct(ada, 'account', { values: {} })).status).toBe(400);
    expect((await correct(ada, 'account', { values: JSON.parse('{"__proto__": "x"}') })).status).toBeGreaterThan(399);
  });

  it('is as it came where a device or we gave it: the clause says how', async () => {
    const serial = await correct(ada, 'registration', { system, product: kitchen, values: { serial: 'MINE-0001' } });
    expect(serial).toMatchObject({
      status: 409,
      body: { code: 'not-by-hand', clause: 'collect.product-registered' },
    });
    const ip = await correct(ada, 'account', { values: { ipAddress: '192.0.2.1' } });
    expect(ip.body).toMatchObject({ code: 'not-by-hand', clause: 'collect.sign-up' });
    const hint = await correct(ada, 'sign-in', { values: { hint: 'the heron' } });
    expect(hint.body).toMatchObject({ code: 'not-by-hand', clause: 'collect.password-changed' });
    // Nor does a product get what is true of its system.
    expect((await correct(ada, 'registration', { system, product: kitchen, values: { country: 'FR' } })).status).toBe(
      404,
    );
    for (const category of ['activity', 'constructor', 'nothing'])
      expect((await correct(ada, category, { values: { room: 'Den' } })).body.code).toBe('unknown-category');
  });

  it('is put right by its own person alone', async () => {
    const stranger = await correct(ben, 'registration', { system, values: { country: 'FR' } });
    expect([stranger.status, stranger.body.code]).toEqual([404, 'not-found']);
    expect((await correct(ben, 'registration', { values: { country: 'FR' } })).status).toBe(404);
    expect(await valuesOf('registration')).toMatchObject({ country: 'GB' });
  });

  it('an address for signing in goes its own way: a fresh sign-in, and a link', async () => {
    const moved = await correct(ada, 'account', { values: { email: 'ada@work.example' } });
    expect(moved.status).toBe(204);
    expect(await valuesOf('account')).toMatchObject({ email: 'ada@home.example' });
    expect((await ada.ask('GET', '/v1/me/address-change')).body.waiting.email).toBe('ada@work.example');
    house.clock.now += 11 * 60_000;
    const stale = await correct(ada, 'account', { values: { email: 'ada@else.example' } });
    expect(stale.body.code).toBe('sign-in-again');
  });
});
