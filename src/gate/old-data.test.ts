import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import type { Statement } from '../statement/statement.ts';
import { approver, proposing } from '../testing/approvers.ts';
import { openTestGate, type TestGate } from '../testing/gate.ts';
import { keeps } from '../testing/keeps.ts';
import type { SubjectId } from './gate.ts';
import { hashOf } from './version.ts';

const [mara, nils] = [approver('Mara'), approver('Nils')];
const DAY = 86_400_000;
const MONTH = 30 * DAY;

/** The shop suggests from what was bought so lately. Sound: it differs in the length of one span. */
const suggesting = (needs: string, dated: string) =>
  ({ ...shop, dated, use: { ...shop.use, suggest: { ...shop.use.suggest, needs } } }) as unknown as Statement;

let world: TestGate;
let ada: SubjectId;
let ben: SubjectId;

beforeAll(async () => {
  world = await openTestGate(suggesting('6 months', '2026-01-01'), [mara.publicKey, nils.publicKey]);
  // Ada has an account, and is told. Ben has bought without one, and nobody can tell him.
  [ada, ben] = [await world.newSubject('person'), await world.newSubject('person')];
  await world.query('insert into accounts (subject) values ($1)', [ada]);
  for (const subject of [ada, ben])
    await world.gate.choose({ subject, choice: 'suggestions', state: 'on', actor: 'self' });
}, 60_000);
afterAll(() => world.close());

let orders = 0;
async function order(subject: SubjectId, item: string) {
  orders += 1;
  const data = { name: 'N', email: `${subject}@home.example`, address: 'Hill 1', item, pieces: 1 };
  const event = { event: 'order', at: new Date(world.clock.now).toISOString(), data };
  const batch = { subject, product: '', touchpoint: 'shop', id: `order-${orders}`, events: [event] };
  expect(await world.gate.collect(batch)).toMatchObject({ kind: 'collected' });
}

async function seen(subject: SubjectId, purpose: 'suggest' | 'deliver' | 'self' = 'suggest') {
  const actor = purpose === 'self' ? 'self' : 'service:shop';
  const opened = await world.gate.open({ subject, purpose, data: ['order'], actor });
  if (opened?.effect !== 'permitted') return opened;
  const paged = (await opened.history({})).items.map(({ data }) => data.item);
  const streamed: unknown[] = [];
  for await (const items of opened.stream({})) streamed.push(...items.map(({ data }) => data.item));
  expect(streamed).toEqual(paged);
  return paged;
}

async function publish(statement: Statement) {
  const { publishing, hash } = world.gate;
  const proposed = proposing(mara, statement, hash, world.clock.now + 31 * DAY, world.clock.now);
  const { kind } = await publishing.propose(proposed);
  if (kind !== 'proposed') return kind;
  const text = proposed.note.slice(0, proposed.note.indexOf('\n\n') + 1);
  expect(await publishing.approve(hashOf(statement), nils.sign(text))).toMatchObject({ kind: 'announced' });
  for (const one of await world.vault.proposals.takeUntold(1, 10)) await world.vault.proposals.told(one);
  return kind;
}

describe('what was collected under an earlier version', { timeout: 60_000 }, () => {
  it('is used more widely only of those who were told, and more narrowly at once', async () => {
    keeps('changes.material-notice');
    await order(ada, 'tea');
    await order(ben, 'tea');
    expect(await publish(suggesting('1 year', '2026-02-01'))).toBe('proposed');
    world.clock.now += 7 * MONTH;
    // Older than the version of its time let the purpose see, younger than the new one does.
    expect([await seen(ada), await seen(ben)]).toEqual([['tea'], []]);
    expect(world.gate.compiled.statement.dated).toBe('2026-02-01');

    // What comes in now is collected under the new one.
    await order(ben, 'rice');
    world.clock.now += 7 * MONTH;
    expect([await seen(ada), await seen(ben)]).toEqual([[], ['rice']]);

    expect(await publish(suggesting('6 months', '2026-03-01'))).toBe('published');
    expect([await seen(ada), await seen(ben)]).toEqual([[], []]);
    // Each sees all of their own, whatever the version.
    expect([await seen(ada, 'self'), await seen(ben, 'self')]).toEqual([['tea'], ['rice', 'tea']]);
  });

  it('is seen no longer than a version keeps such data that came after it', async () => {
    await order(ada, 'salt');
    const { keep } = shop;
    const same = suggesting('6 months', '2026-04-01');
    const needs = { ...same.use.books, needs: '2 months' };
    const shorter = {
      ...same,
      keep: { ...keep, order: { ...keep.order, for: '2 months', because: 'service' } },
      use: { ...same.use, books: needs, suggest: { ...same.use.suggest, needs: '2 months' } },
    } as unknown as Statement;
    expect(await seen(ada, 'deliver')).toContain('salt');
    expect(await publish(shorter)).toBe('published');
    expect(await seen(ada, 'deliver')).toContain('salt');
    world.clock.now += 2 * MONTH + 2 * DAY;
    // Delivering sees it as long as it is held, which is as long as the newer version says.
    expect(await seen(ada, 'deliver')).toEqual([]);
  });
});
