/** Ada has turned usage data off; then her music stops, and Customer Care asks to look. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestPerson, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let ada: TestPerson;
let phone: TestProduct;

beforeAll(async () => {
  house = await openTestWorld();
  ada = await house.signUp('Ada');
  phone = await ada.product(await ada.household(), 'Phone', 'app');
  await choose('usage-data', 'off');
});
afterAll(() => house.close());

/** What the document lists, each in a field of ours. */
const SNAPSHOT = {
  caseNumber: 'C-2027-114',
  service: 'hummingbird',
  volume: 31,
  configuration: 'two rooms, one stereo pair',
  signalStrength: -71,
  router: 'a box in the hall',
  errorCodes: ['ERR_DNS', 'ERR_STREAM'],
  controllerType: 'phone',
  controllerOs: 'iOS 16.1',
  appVersion: '16.1.0',
  recent: ['play', 'skip'],
};
const snapshot = () => ({ event: 'diagnostic', at: new Date(house.clock.now).toISOString(), data: SNAPSHOT });

async function choose(choice: string, state: 'on' | 'off') {
  house.clock.now += 1000;
  expect((await ada.ask('PUT', `/v1/me/choices/${choice}`, { state })).status).toBe(200);
}
async function stateOf(choice: string) {
  const { choices } = (await ada.ask('GET', '/v1/me/choices')).body as { choices: { choice: string; state: string }[] };
  return choices.find((one) => one.choice === choice)?.state;
}
async function snapshots() {
  const { items } = (await ada.ask('GET', '/v1/me/data?limit=500')).body as {
    items: { category: string; data: object }[];
  };
  return items.filter(({ category }) => category.startsWith('diagnostic'));
}

it('without her permission no diagnostic is taken, with it one is, and the next needs another', async () => {
  keeps('help.diagnostic-permission');
  expect((await phone.collect([snapshot()])).body).toMatchObject({
    stored: 0,
    clauses: { withheld: { 'choices.diagnostic': 1 } },
  });
  await choose('diagnostic', 'on');
  expect((await phone.collect([snapshot(), snapshot()])).body).toMatchObject({ stored: 1, withheld: 1 });
  expect((await phone.collect([snapshot()])).body).toMatchObject({ stored: 0, withheld: 1 });
  expect(await stateOf('diagnostic')).toBe('off');

  await choose('diagnostic', 'on');
  house.clock.now += 24 * 60 * 60_000;
  expect((await phone.collect([snapshot()])).body).toMatchObject({ stored: 0, withheld: 1 });
});

it('the snapshot is what led up to the trouble, and nothing besides', async () => {
  keeps('help.diagnostic-content');
  await choose('diagnostic', 'on');
  const before = (await snapshots()).length;
  const more = {
    ...snapshot(),
    data: { ...SNAPSHOT, contacts: ['Ben'], position: { latitude: 52.5, longitude: 13.4 } },
  };
  const { fields } = (await phone.collect([more])).body;
  expect(fields).toMatchObject({
    stored: Object.keys(SNAPSHOT).length,
    clauses: { refused: { 'undeclared-field': 2 } },
  });
  const all = await snapshots();
  const taken = all.slice(0, all.length - before).map(({ data }) => data);
  expect(Object.assign({}, ...taken)).toEqual(SNAPSHOT);
});

it('it may hold usage data that she turned off; her choice stays, and so does the silence after it', async () => {
  keeps('help.diagnostic-override');
  await choose('diagnostic', 'on');
  const directive = async () => (await house.ask('GET', '/v1/directive', { token: phone.token })).body;
  expect((await directive()).events.diagnostic).toEqual(expect.arrayContaining(['volume', 'recent', 'router']));
  const { body } = await phone.collect([snapshot()]);
  expect(body.fields).toMatchObject({ stored: Object.keys(SNAPSHOT).length, withheld: 0 });
  expect(await stateOf('usage-data')).toBe('off');

  expect((await directive()).events).not.toHaveProperty('diagnostic');
  expect((await directive()).events).not.toHaveProperty('volume');
  const volume = { event: 'volume', at: new Date(house.clock.now).toISOString(), data: { volume: 31 } };
  expect((await phone.collect([volume])).body).toMatchObject({
    stored: 0,
    clauses: { withheld: { 'choices.usage-data': 1 } },
  });
});

it('support opens it, on record; news and improvement do not', async () => {
  keeps('help.why');
  const [row] = await house.world.database.query<{ id: SubjectId }>("select id from subjects where kind = 'household'");
  const open = async (purpose: string) => {
    const data = ['diagnostic', 'diagnostic-usage'];
    const opened = await house.world.gate.open({
      subject: row!.id,
      purpose,
      data,
      actor: 'staff:support',
      because: 'C-2027-114',
    });
    return opened?.effect === 'permitted' ? (await opened.history({})).items.length : opened?.effect;
  };
  expect(await open('support')).toBeGreaterThan(0);
  expect(await open('communicate')).toBe('refused');
  expect(await open('improve')).toBe('refused');
});
