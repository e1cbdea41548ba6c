/** How long an answer takes tells nothing either. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

const many = { most: 1000, within: 60_000 };
const limits = {
  'sign-in by address': many,
  'sign-in by network': many,
  'sign-up by network': many,
  'notice by address': many,
  'reset by address': many,
  'reset by network': many,
  'mail by address': many,
  'mail by network': many,
  'password by account': many,
  'address by account': many,
  'staff by name': many,
  'staff by network': many,
  'households by person': many,
  'exports by person': many,
  'reports by network': many,
  'requests by address': many,
  'requests by network': many,
  'links by network': many,
  'confirmations by address': many,
  'requests by person': many,
  'products by household': many,
};
let house: TestWorld;
beforeAll(async () => {
  house = await openTestWorld({ people: { evenly: 0, limits } });
  await house.signUp('Ada');
});
afterAll(() => house.close());

async function timeOf(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now();
  await act();
  return performance.now() - before;
}

/** The medians of a few, taken in turns, so that a busy machine is busy for both. */
async function usualTimes(one: () => Promise<unknown>, other: () => Promise<unknown>): Promise<[number, number]> {
  const times: [number, number][] = [];
  for (let k = 0; k < 9; k += 1) times.push([await timeOf(one), await timeOf(other)]);
  const median = (which: 0 | 1) => times.map((pair) => pair[which]).sort((a, b) => a - b)[4]!;
  return [median(0), median(1)];
}

const signIn = (at: TestWorld, email: string) =>
  at.ask('POST', '/v1/sessions', { body: { email, password: 'not the password' } });
const signUp = (at: TestWorld, email: string) =>
  at.ask('POST', '/v1/accounts', { body: { email, password: 'long enough', country: 'DE', postalCode: '10115' } });

describe('without waiting', () => {
  it('signing in does the work of a password also where there is none', async () => {
    const [known, unknown] = await usualTimes(
      () => signIn(house, 'ada@home.example'),
      () => signIn(house, 'nobody@home.example'),
    );
    expect(unknown).toBeGreaterThan(known / 3);
  });

  it('and opening an account does it also where there is one', async () => {
    let n = 0;
    const [free, taken] = await usualTimes(
      () => signUp(house, `somebody-${n++}@home.example`),
      () => signUp(house, 'ada@home.example'),
    );
    expect(taken).toBeGreaterThan(free / 4);
  });
});

describe('as it runs', () => {
  it('no answer comes sooner than the others', async () => {
    const steady = await openTestWorld({ people: { evenly: 300, limits } });
    await signUp(steady, 'ada@home.example');
    const times = [
      await timeOf(() => signIn(steady, 'ada@home.example')),
      await timeOf(() => signIn(steady, 'nobody@home.example')),
      await timeOf(() => signUp(steady, 'ada@home.example')),
      await timeOf(() => signUp(steady, 'nobody@home.example')),
    ];
    for (const time of times) expect(time).toBeGreaterThanOrEqual(299);
    await steady.close();
  });
});
