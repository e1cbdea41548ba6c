/** Ada sets up her system; Ben's speaker was never registered; Cem sells one of his. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let systemId: string;
let kitchen: TestProduct;
let study: TestProduct;

beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  systemId = await ada.household();
  kitchen = await ada.product(systemId, 'Kitchen');
  study = await ada.product(systemId, 'Study');
});
afterAll(() => house.close());

const status = (room: string) => [
  { event: 'system-status', at: new Date(house.clock.now).toISOString(), data: { room, softwareVersion: '1.0' } },
];
const held = async (person: TestPerson, category: string) =>
  (await person.ask('GET', `/v1/me/data?category=${category}`)).body.current as {
    system?: string;
    product: string;
    data: Record<string, unknown>;
  }[];
const signIn = (email: string, password: string) => house.ask('POST', '/v1/sessions', { body: { email, password } });

/** The subject of what was registered last. */
async function newest(kind: 'person' | 'household') {
  const [row] = await house.world.database.query<{ id: Parameters<typeof house.world.gate.choices>[0] }>(
    'select id from subjects where kind = $1 order by created_at desc, id limit 1',
    [kind],
  );
  return row!.id;
}

describe('a product', () => {
  it('that is not registered, or not any more, is refused every service', async () => {
    keeps('registering.required');
    const cem = await house.signUp('Cem');
    const sold = await cem.product(await cem.household(), 'Hall');
    expect((await sold.collect(status('Hall'))).status).toBe(200);
    expect((await cem.ask('DELETE', `/v1/products/${sold.id}`)).status).toBe(204);

    const unregistered = `product_${'B'.repeat(43)}`;
    for (const [token, code] of [
      [undefined, 'not-registered'],
      [unregistered, 'not-registered'],
      [ada.token, 'not-registered'],
      [sold.token, 'revoked'],
    ] as const) {
      const body = { batch: 'of-nobody', events: status('Hall') };
      for (const answered of [
        await house.ask('POST', '/v1/collect', { token, body }),
        await house.ask('GET', '/v1/directive', { token }),
        await house.ask('GET', '/v1/directive/stream', { token }),
      ]) {
        expect([answered.status, answered.body.code]).toEqual([401, code]);
      }
    }
    expect((await kitchen.collect(status('Kitchen'))).body.stored).toBe(1);
  });
});

describe('an account', () => {
  const demanded = { email: 'dora@home.example', password: 'Dora likes the rain', country: 'FR', postalCode: '75001' };

  it('takes email, place and password, offers name and phone, and notes the address it was made from', async () => {
    keeps('registering.account');
    for (const missing of Object.keys(demanded)) {
      const { [missing as keyof typeof demanded]: _, ...rest } = demanded;
      const refused = await house.ask('POST', '/v1/accounts', { body: rest });
      expect([refused.status, refused.body.code]).toEqual([400, 'malformed-request']);
    }
    expect((await house.ask('POST', '/v1/accounts', { body: demanded })).status).toBe(201);
    const { token } = (await signIn(demanded.email, demanded.password)).body;
    const { current } = (await house.ask('GET', '/v1/me/data?category=account', { token })).body;
    const { password: _, ...shown } = demanded;
    expect(current).toMatchObject([{ data: { ...shown, ipAddress: '127.0.0.1' } }]);
    expect(Object.keys(current[0].data).sort()).toEqual(['country', 'email', 'ipAddress', 'postalCode']);

    const offered = { name: 'Emil Sander', phone: '+49 30 901820', hint: 'the heron', language: 'de' };
    const emil = { ...demanded, ...offered, email: 'emil@home.example' };
    expect((await house.ask('POST', '/v1/accounts', { body: emil })).status).toBe(201);
    const session = await signIn(emil.email, emil.password);
    const account = await house.ask('GET', '/v1/me/data', { token: session.body.token });
    const byCategory = Object.fromEntries(
      account.body.current.map(({ category, data }: { category: string; data: object }) => [category, data]),
    );
    expect(byCategory.account).toMatchObject({ name: offered.name, phone: offered.phone, language: 'de' });
    expect(byCategory['sign-in']).toEqual({ hint: 'the heron' });
  });

  it('has a password that nobody can recover, its owner and the operator included: it is set anew', async () => {
    keeps('registering.password-one-way');
    house.clock.now += 1000;
    const fay = await house.signUp('Fay');
    const subject = await newest('person');
    for (const purpose of Object.keys(house.world.compiled.statement.use)) {
      const opened = await house.world.gate.open({
        subject,
        purpose,
        data: ['sign-in.password', 'account.email'],
        actor: 'service:operator',
      });
      const password = opened?.effect === 'permitted' ? opened.facts['sign-in']?.['']?.password : undefined;
      if (purpose === 'security') expect(password).toMatch(/^\$argon2id\$v=19\$m=\d{5,},t=[2-9],p=1\$/);
      else expect(password).toBeUndefined();
    }
    const { text } = await fay.ask('GET', '/v1/me/data');
    expect(text).toContain(fay.email);
    expect(text).not.toMatch(/argon2|password"/);

    await house.ask('POST', '/v1/password-resets', { body: { email: fay.email } });
    await house.world.people.mail.settled();
    const letter = house.outbox.letters.findLast(({ to }) => to === fay.email)!;
    expect(letter.text).not.toContain(fay.password);
    const link = /\/reset\/(link_\S+)/.exec(letter.text)![1]!;
    const set = await house.ask('POST', `/v1/password-resets/${link}`, { body: { password: 'a second password' } });
    expect(set.status).toBe(204);
    expect((await signIn(fay.email, fay.password)).status).toBe(401);
    expect((await signIn(fay.email, 'a second password')).status).toBe(201);
  });
});

describe('a system', () => {
  it('gets a unique alphanumeric id, tied to the email, the serial numbers and the connecting address', async () => {
    keeps('registering.system-id');
    const ids = [systemId];
    for (const name of ['Gus', 'Hal', 'Ida']) ids.push(await (await house.signUp(name)).household());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9A-Z]{8,}$/);

    const registration = await held(ada, 'registration');
    expect(registration.every(({ system }) => system === systemId)).toBe(true);
    const of = (product: string) => registration.find((one) => one.product === product)?.data;
    expect(of('')).toMatchObject({ systemId, email: ada.email, ipAddress: '127.0.0.1', country: 'DE' });
    expect(of(kitchen.id)).toMatchObject({ serial: kitchen.serial, ipAddress: '127.0.0.1' });
    expect(of(study.id)).toMatchObject({ serial: study.serial });
  });

  it('can be registered once by a serial number, whoever asks', async () => {
    const jon = await house.signUp('Jon');
    const body = { serial: kitchen.serial.toLowerCase(), productType: 'One', kind: 'player' };
    const taken = await jon.ask('POST', `/v1/households/${await jon.household()}/products`, body);
    expect([taken.status, taken.body.code]).toEqual([409, 'serial-in-use']);
  });
});

describe('what was registered', () => {
  it('serves set-up, safety and the music of the place; the email address alone serves news', async () => {
    keeps('registering.why');
    house.clock.now += 1000;
    await house.signUp('Kim');
    const person = await newest('person');
    const fields = async (purpose: string, actor: `service:${string}`) => {
      const data = Object.keys(house.world.compiled.statement.words.data.account!.fields).map(
        (one) => `account.${one}`,
      );
      const opened = await house.world.gate.open({ subject: person, purpose, data, actor });
      return opened?.effect === 'permitted' ? Object.keys(opened.facts.account?.[''] ?? {}).sort() : opened?.effect;
    };
    const all = ['country', 'email', 'ipAddress', 'name', 'postalCode'];
    expect(await fields('provide', 'service:music-options')).toEqual(all);
    expect(await fields('security', 'service:sign-in')).toEqual(all);
    expect(await fields('communicate', 'service:news')).toEqual(['email']);
    expect(await fields('improve', 'service:figures')).toBe('refused');
    const household = await house.world.gate.open({
      subject: await newest('household'),
      purpose: 'communicate',
      data: ['registration'],
      actor: 'service:news',
    });
    expect(household?.effect === 'permitted' && household.facts.registration).toEqual({
      '': { email: expect.stringContaining('@home.example') },
    });
  });
});
