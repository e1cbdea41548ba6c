/** What has had its time goes: history by the day, a system that is not used any more, an account that is closed. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TEN_O_CLOCK } from '../../src/testing/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';
import { epochKeysInFile } from '../../src/vault/epoch-keys.ts';
import { openVault, type Vault } from '../../src/vault/vault.ts';

let house: TestWorld;
let pool: pg.Pool;
let vault: Vault;

beforeAll(async () => {
  house = await openTestWorld();
  pool = new pg.Pool(house.clusters.vault);
  const epochKeys = epochKeysInFile(house.keyFile);
  vault = await openVault({ ...house.clusters, epochKeys, clock: house.clock });
});
afterAll(async () => {
  await pool?.end();
  await vault?.close();
  await house?.close();
});
beforeEach(async () => {
  house.clock.now = TEN_O_CLOCK;
  await pool.query(`update known_time set at = null, through = '-infinity'`);
});

/** Lets the time pass, as for a service that runs all along. */
async function until(day: string): Promise<void> {
  house.clock.now = Date.parse(`${day}T10:00:00Z`);
  await pool.query('select believe_time($1)', [new Date(house.clock.now)]);
}

async function signIn({ email, password }: TestPerson, more: object = {}) {
  return house.ask('POST', '/v1/sessions', { body: { email, password, ...more } });
}

const heldOf = async (token: string) => (await house.ask('GET', '/v1/me/data?limit=500', { token })).body;
const categories = ({ current, items }: { current: { category: string }[]; items: { category: string }[] }) =>
  [...new Set([...current, ...items].map(({ category }) => category))].sort();

const events = () => {
  const at = new Date(house.clock.now).toISOString();
  return [
    { event: 'system-status', at, data: { room: 'Kitchen', softwareVersion: '79.1-51030' } },
    { event: 'volume', at, data: { volume: 33, room: 'Kitchen' } },
  ];
};

const directive = (product: TestProduct) => house.ask('GET', '/v1/directive', { token: product.token });

describe('what is held for thirteen months', () => {
  it('is not read a day longer, swept or not; then it is deleted, with a record of how much by which clause', async () => {
    keeps('retention.as-needed');
    const ada = await house.signUp('Ada');
    const kitchen = await ada.product(await ada.household(), 'Kitchen');
    await kitchen.collect(events());
    await until('2028-03-31');
    const { token } = (await signIn(ada)).body;
    expect(categories(await heldOf(token))).toContain('activity');

    await until('2028-04-01');
    expect(categories(await heldOf(token))).not.toContain('activity');
    const stored = await pool.query(`select from segments where category = 'activity'`);
    expect(stored.rowCount).toBeGreaterThan(0);

    const swept = await house.world.gate.sweep();
    expect(swept).toMatchObject({
      kind: 'swept',
      reports: [{ went: expect.arrayContaining([{ category: 'activity', clause: 'keep.activity', n: 1 }]) }],
    });
    expect((await pool.query(`select from segments where category = 'activity'`)).rowCount).toBe(0);
    expect(categories(await heldOf(token))).toEqual(['account', 'registration', 'system']);
  });
});

describe('functional data', () => {
  it('is held while a product of the system was connected in the last 24 months, and then goes, and with it what it served', async () => {
    keeps('retention.functional-while-active', 'retention.as-needed');
    const ben = await house.signUp('Ben');
    const [used, left] = [await ben.household(), await ben.household()];
    const [den, attic] = [await ben.product(used, 'Den'), await ben.product(left, 'Attic')];
    for (const product of [den, attic]) await product.collect(events());
    await until('2028-09-01');
    expect((await directive(den)).status).toBe(200);

    // One system was connected since, the other was not.
    await until('2029-03-30');
    const { token } = (await signIn(ben)).body;
    const systems = async () =>
      ((await heldOf(token)).current as { system?: string }[]).flatMap(({ system }) => system ?? []);
    expect(new Set(await systems())).toEqual(new Set([used, left]));
    await until('2029-03-31');
    expect(new Set(await systems())).toEqual(new Set([used]));
    expect((await directive(attic)).body.code).toBe('not-registered');
    expect((await directive(den)).status).toBe(200);

    await house.world.gate.sweep();
    const { rows } = await pool.query('select id from products where id = any ($1)', [[den.id, attic.id]]);
    expect(rows).toEqual([{ id: den.id }]);
    expect((await attic.collect(events())).status).toBe(401);
    expect(new Set(await systems())).toEqual(new Set([used]));
  });

  it('that nobody uses is not brought back by a product that appears after its end', async () => {
    keeps('retention.functional-while-active');
    const cleo = await house.signUp('Cleo');
    const attic = await cleo.product(await cleo.household(), 'Attic');
    await until('2029-05-01');
    expect((await attic.collect(events())).body.code).toBe('not-registered');
    const { token } = (await signIn(cleo)).body;
    expect(categories(await heldOf(token))).toEqual(['account']);
  });
});

describe('an account that is closed', () => {
  it('says before what ends when; then nobody is signed in, and its products are not served', async () => {
    keeps('rights.account');
    const dora = await house.signUp('Dora');
    const kitchen = await dora.product(await dora.household(), 'Kitchen');
    await kitchen.collect(events());
    const { ends } = (await dora.ask('GET', '/v1/me/closing')).body;
    expect(ends.map(({ category, at }: { category: string; at: string }) => [category, at.slice(0, 10)])).toEqual([
      ['sign-in', '2027-03-02'],
      ...['account', 'registration', 'system', 'tuning'].map((one) => [one, '2027-03-31']),
    ]);

    const wrong = { password: 'not hers', confirm: 'close' };
    expect((await dora.ask('POST', '/v1/me/closing', wrong)).body.code).toBe('wrong-password');
    const closed = await dora.ask('POST', '/v1/me/closing', { password: dora.password, confirm: 'close' });
    expect(closed.body).toEqual({ closed: new Date(TEN_O_CLOCK).toISOString(), ends });
    expect((await dora.ask('GET', '/v1/me/data')).status).toBe(401);
    expect((await directive(kitchen)).body.code).toBe('account-closed');
    expect((await kitchen.collect(events())).body.code).toBe('account-closed');
    await house.world.people.mail.settled();
    const letter = house.outbox.letters.findLast(({ to }) => to === dora.email)!;
    expect(letter.subject).toBe('Your account is closed');
    expect(letter.text).toContain('your account, on 2027-03-31');

    // Who knows the password is told, and nobody else.
    expect((await signIn(dora)).body.code).toBe('account-closed');
    expect(
      (await house.ask('POST', '/v1/sessions', { body: { email: dora.email, password: 'a guess' } })).body.code,
    ).toBe('sign-in-failed');
  });

  it('can be opened again, and is as it was', async () => {
    keeps('rights.account');
    const eli = await house.signUp('Eli');
    const kitchen = await eli.product(await eli.household(), 'Kitchen');
    await kitchen.collect(events());
    const before = await heldOf(eli.token);
    await eli.ask('POST', '/v1/me/closing', { password: eli.password, confirm: 'close' });
    const again = await signIn(eli, { reopen: true });
    expect(again.status).toBe(201);
    const after = await heldOf(again.body.token);
    expect([after.current, after.items]).toEqual([before.current, before.items]);
    expect((await directive(kitchen)).status).toBe(200);
    const { entries } = (await house.ask('GET', '/v1/me/ledger?limit=500', { token: again.body.token })).body;
    const said = (entries as { of: string; says: string }[]).filter(({ of }) => of === 'you').map(({ says }) => says);
    expect(said).toEqual(expect.arrayContaining(['Your account was closed.', 'Your account was opened again.']));
  });

  it('forgets its password after a day: from then on a mailed link opens it, and the old password does not', async () => {
    keeps('rights.account', 'retention.as-needed');
    const fay = await house.signUp('Fay');
    await fay.ask('POST', '/v1/me/closing', { password: fay.password, confirm: 'close' });
    await until('2027-03-03');
    expect((await signIn(fay, { reopen: true })).body.code).toBe('sign-in-failed');
    await house.ask('POST', '/v1/password-resets', { body: { email: fay.email } });
    await house.world.people.mail.settled();
    const letter = house.outbox.letters.findLast(({ to }) => to === fay.email)!;
    expect(letter.text).toContain('Setting a new password opens it again');
    const link = /\/reset\/(link_\S+)/.exec(letter.text)![1]!;
    const body = { password: 'Fay comes back at noon' };
    expect((await house.ask('POST', `/v1/password-resets/${link}`, { body })).status).toBe(204);
    expect((await signIn(fay)).status).toBe(401);
    expect((await signIn({ ...fay, ...body })).status).toBe(201);
  });

  it('ends: then nothing of it is read, and the sweep leaves nothing but that somebody was there', async () => {
    keeps('rights.account', 'retention.as-needed');
    const gus = await house.signUp('Gus');
    const kitchen = await gus.product(await gus.household(), 'Kitchen');
    await kitchen.collect(events().slice(0, 1));
    const { subject } = (await house.world.people.personOf(gus.token))!;
    await gus.ask('POST', '/v1/me/closing', { password: gus.password, confirm: 'close' });
    await until('2027-04-02');
    const opened = await house.world.gate.open({ subject, purpose: 'self', data: ['account'], actor: 'self' });
    expect(opened).toMatchObject({ effect: 'permitted', facts: {} });
    expect(await house.world.gate.reopen({ subject, actor: 'self' })).toEqual({ kind: 'gone' });

    await house.world.gate.sweep();
    const rows = await pool.query('select owner, connected_at, choices from subjects where id = $1', [subject]);
    expect(rows.rows).toEqual([{ owner: null, connected_at: null, choices: {} }]);
    expect((await pool.query('select from accounts where subject = $1', [subject])).rowCount).toBe(0);
    // The address is free, and begins anew.
    const again = await house.signUp('Gus');
    expect(categories(await heldOf(again.token))).toEqual(['account']);
  });
});

describe('a legal hold', () => {
  it('is seen by whom it is about, keeps what is past its end, and opens it for nothing', async () => {
    keeps('retention.as-needed');
    const hal = await house.signUp('Hal');
    const kitchen = await hal.product(await hal.household(), 'Kitchen');
    await kitchen.collect(events());
    const { household } = (await house.world.people.productOf(kitchen.token)) as { household: string };
    await vault.holds.add({
      subject: household,
      categories: ['activity'],
      reason: 'A claim about a fire in March 2027',
      endsAt: Date.parse('2028-09-01'),
      by: 'staff:legal',
    });
    const told = (await hal.ask('GET', '/v1/me/holds')).body.holds;
    expect(told).toEqual([
      {
        of: 'household',
        categories: ['activity'],
        reason: 'A claim about a fire in March 2027',
        made: new Date(TEN_O_CLOCK).toISOString(),
        ends: '2028-09-01T00:00:00.000Z',
      },
    ]);
    const erasing = await hal.ask('POST', '/v1/me/erasure', { password: hal.password, confirm: 'erase' });
    expect(erasing.body).toMatchObject({ status: 409, code: 'held' });

    await until('2028-04-02');
    await house.world.gate.sweep();
    const held = () => pool.query(`select from segments where subject = $1 and category = 'activity'`, [household]);
    expect((await held()).rowCount).toBe(1);
    const { token } = (await signIn(hal)).body;
    expect(categories(await heldOf(token))).not.toContain('activity');
    const opened = await house.world.gate.open({
      subject: household as never,
      purpose: 'improve',
      data: ['activity'],
      actor: 'service:test',
    });
    expect(opened?.effect === 'permitted' && (await opened.history({})).items).toEqual([]);

    await until('2028-09-01');
    await house.world.gate.sweep();
    expect((await held()).rowCount).toBe(0);
  });
});
