import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestGate, type TestGate } from '../testing/gate.ts';
import { openNotices } from '../vault/notices.ts';
import { createGate } from './create-gate.ts';
import type { SubjectId } from './gate.ts';

let world: TestGate;
let home: SubjectId;

beforeAll(async () => {
  world = await openTestGate();
  home = await world.newSubject('household');
  await world.gate.directive(home, 'product', { registered: true });
  const { statement } = world.gate.compiled;
  const playsNothing = Object.fromEntries(Object.entries(statement.collect).filter(([event]) => event !== 'playback'));
  const notices = await openNotices(world.clusters.vault);
  await createGate({
    statement: { ...statement, dated: '2027-04-01', collect: playsNothing },
    vault: world.vault,
    notices,
    clock: world.clock,
  });
  await notices.close();
});
afterAll(() => world.close());

test.each<[string, () => Promise<unknown>]>([
  ['directs nothing', () => world.gate.directive(home, 'product', { registered: true })],
  ['tells no choices', () => world.gate.choices(home)],
  ['sets no choice', () => world.gate.choose({ subject: home, choice: 'usage-data', state: 'off', actor: 'self' })],
  ['opens nothing', () => world.gate.open({ subject: home, purpose: 'provide', data: ['system'], actor: 'service:x' })],
])('once another statement is in force, a process that knows the old one %s', async (_what, act) => {
  await expect(act()).rejects.toMatchObject({ code: 'storage-newer' });
});
