/** What data may be used for: six purposes, and figures where a purpose has no business with anybody in particular. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SubjectId } from '../../src/gate/gate.ts';
import { LIMITS } from '../../src/people/attempts.ts';
import { keeps } from '../../src/testing/keeps.ts';
import { openTestWorld, type TestProduct, type TestWorld } from '../../src/testing/world.ts';

let house: TestWorld;
let household: SubjectId;

beforeAll(async () => {
  // Many people sign up here from one address.
  const limits = { ...LIMITS, 'sign-up by network': { most: 1000, within: 1000 } };
  house = await openTestWorld({ people: { limits } });
  const kitchen = await aSpeaker('Ada');
  const at = new Date(house.clock.now).toISOString();
  await kitchen.collect([{ event: 'volume', at, data: { volume: 20 } }]);
  await kitchen.collect([{ event: 'diagnostic', at, data: { router: 'a box' } }]);
  const [row] = await house.world.database.query<{ id: SubjectId }>("select id from subjects where kind = 'household'");
  household = row!.id;
});
afterAll(() => house.close());

async function aSpeaker(name: string): Promise<TestProduct> {
  const person = await house.signUp(name);
  return person.product(await person.household(), 'Kitchen');
}

async function effectOf(purpose: string, data: readonly string[]) {
  const opened = await house.world.gate.open({ subject: household, purpose, data, actor: 'service:journey' });
  return opened?.effect === 'permitted' ? 'permitted' : opened?.because;
}

it('six purposes are all there is, and a use for any other is refused', async () => {
  keeps('purposes.closed-list');
  const { purposes } = (await house.ask('GET', '/v1/statement')).body.statement.words;
  expect(Object.keys(purposes).sort()).toEqual([
    'business',
    'communicate',
    'improve',
    'provide',
    'security',
    'support',
  ]);
  const all = ['registration', 'system', 'performance', 'activity'];
  for (const purpose of ['insurance', 'resale', 'constructor', '__proto__', '', 'Provide', 'provide ']) {
    expect(await effectOf(purpose, all)).toBe('undeclared-purpose');
  }
  for (const unknown of ['mood', 'system.mood', 'constructor', '__proto__.x']) {
    expect(await effectOf('provide', [unknown])).toMatch(/^undeclared-/);
  }
});

it('help is what a diagnostic and a support case serve, and safety; nothing else sees them', async () => {
  keeps('help.why');
  const { words } = house.world.compiled.statement;
  for (const category of ['diagnostic', 'diagnostic-usage', 'support-case']) {
    for (const field of Object.keys(words.data[category]!.fields)) {
      expect(await effectOf('support', [`${category}.${field}`])).toBe('permitted');
      for (const purpose of ['provide', 'improve', 'communicate']) {
        expect(await effectOf(purpose, [`${category}.${field}`])).toBe('undeclared-use');
      }
    }
  }
});

it('running the company rests on figures: nobody’s own data is opened for it', async () => {
  keeps('purposes.business-aggregates');
  const { statement } = house.world.compiled;
  for (const [category, { fields }] of Object.entries(statement.words.data)) {
    const paths = [category, ...Object.keys(fields).map((field) => `${category}.${field}`)];
    for (const path of paths) expect(await effectOf('business', [path]), path).not.toBe('permitted');
  }
  expect(await effectOf('business', ['activity'])).toBe('aggregates-only');
  const month = new Date(house.clock.now).toISOString().slice(0, 7);
  for (const name of Object.keys(statement.figures)) {
    const showing = { name, period: month, purpose: statement.figures[name]!.for, actor: 'staff:analyst' } as const;
    expect((await house.world.gate.figure(showing)).effect).toBe('permitted');
  }
});

it('a figure about fewer than twenty households is kept back, from everyone', async () => {
  keeps('share.aggregates', 'purposes.business-aggregates');
  const day = '2027-02-10T08:00:00Z';
  const listen = (service: string, n: number) =>
    Promise.all(
      Array.from({ length: n }, async (_, k) => {
        const speaker = await aSpeaker(`${service}${k}`);
        const { body } = await speaker.collect([1, 2].map(() => ({ event: 'playback', at: day, data: { service } })));
        expect(body.stored).toBe(2);
      }),
    );
  await listen('nightjar', 20);
  await listen('larkspur', 19);
  const { gate } = house.world;
  const showing = { purpose: 'business', actor: 'staff:analyst' } as const;
  for (const recipient of [undefined, 'public', 'music-service']) {
    expect(await gate.figure({ ...showing, name: 'listeners-by-service', period: '2027-02', recipient })).toEqual({
      effect: 'permitted',
      clause: 'figures.listeners-by-service',
      counts: [{ value: 'nightjar', n: 40, subjects: 20 }],
      withheld: 1,
    });
  }
  // One that is not for sharing is not shared, however many it is about.
  expect((await gate.figure({ ...showing, name: 'controls', period: '2027-02-10', recipient: 'public' })).effect).toBe(
    'refused',
  );
});
