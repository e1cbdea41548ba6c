import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import type { Statement } from '../statement/statement.ts';
import { approver, proposing, textFor } from '../testing/approvers.ts';
import { openTestGate, type TestGate } from '../testing/gate.ts';
import { keeps } from '../testing/keeps.ts';
import { proposalId, withdrawalText } from './approval.ts';
import type { SubjectId } from './gate.ts';
import { hashOf } from './version.ts';

const marasSeed = randomBytes(32);
const [mara, nils, stranger] = [approver('Mara', marasSeed), approver('Nils'), approver('Odd')];
/** A second key of hers, and the first under a second name. */
const [marasOther, marasAlias] = [approver('Mara'), approver('Mara-too', marasSeed)];
const DAY = 86_400_000;
const MONTH = 30 * DAY;

// Sound: both differ from the shop's statement in what is collected alone, which its type can tell.
/** How the shop began: nobody counts the pieces. */
const before = {
  ...shop,
  dated: '2026-01-01',
  collect: { order: { ...shop.collect.order!, takes: { ...shop.collect.order!.takes, order: ['item'] } } },
} as unknown as Statement;
const wider: Statement = shop;
/** Less than at first. */
const narrower = {
  ...before,
  dated: '2026-02-01',
  use: { ...shop.use, suggest: { ...shop.use.suggest, needs: '6 months' } },
} as unknown as Statement;

let world: TestGate;
let opened: TestGate[] = [];
let ada: SubjectId;

/** A gate of its own for each test, with one person who has an account. */
beforeEach(async () => {
  world = await openTestGate(
    before,
    [mara, marasOther, marasAlias, nils].map(({ publicKey }) => publicKey),
  );
  opened.push(world);
  ada = await world.newSubject('person');
  await withAccount(ada);
}, 60_000);
afterAll(async () => {
  for (const one of opened) await one.close();
  opened = [];
});

const withAccount = (subject: SubjectId) => world.query('insert into accounts (subject) values ($1)', [subject]);
const propose = (statement: Statement, by = mara, inDays = 31) =>
  world.gate.publishing.propose(
    proposing(by, statement, world.gate.hash, world.clock.now + inDays * DAY, world.clock.now),
  );
const approve = async (by = nils) => {
  const { hash, note } = (await world.vault.proposals.open())!;
  return world.gate.publishing.approve(hash, by.sign(note.slice(0, note.indexOf('\n\n') + 1)));
};
const tell = async () => {
  for (const one of await world.vault.proposals.takeUntold(5 * 60_000, 10)) await world.vault.proposals.told(one);
};
let orders = 0;
const order = async (gate = world.gate) => {
  orders += 1;
  const data = { name: 'Ada', email: `${ada}@home.example`, address: 'Hill 1', item: 'tea', pieces: 2 };
  const event = { event: 'order', at: new Date(world.clock.now).toISOString(), data };
  const batch = { subject: ada, product: '', touchpoint: 'shop', id: `order-${orders}`, events: [event] };
  const collected = await gate.collect(batch);
  return collected.kind === 'collected' ? (collected.books.refused['undeclared-field']?.fields ?? 0) : collected;
};

describe('a version that changes something material', { timeout: 60_000 }, () => {
  it('decides from its moment on, in every process, and not before', async () => {
    keeps('changes.material-notice');
    const other = await world.another();
    opened.unshift(other);
    expect(await propose(wider)).toMatchObject({ kind: 'proposed' });
    expect(await approve()).toMatchObject({ kind: 'announced' });
    await tell();
    world.clock.now += 31 * DAY - 1;
    expect([await order(), await order(other.gate)]).toEqual([1, 1]);
    world.clock.now += 1;
    expect([await order(), await order(other.gate)]).toEqual([0, 0]);
    expect([world.gate.hash, other.gate.hash]).toEqual([hashOf(wider), hashOf(wider)]);
    const kinds = (await world.vault.readEntries({})).map(({ kind }) => kind);
    expect(kinds).toEqual(['statement-published', 'statement-proposed', 'statement-announced', 'statement-published']);
  });

  it('is refused when people would be told too late, with the earliest moment', async () => {
    keeps('changes.material-notice');
    const earliest = world.clock.now + MONTH;
    expect(await propose(wider, mara, 29)).toEqual({ kind: 'too-early', earliest });
    expect(await propose(wider, mara, 30)).toMatchObject({ kind: 'proposed' });
    // Approved a day late, it would be.
    world.clock.now += DAY;
    expect(await approve()).toEqual({ kind: 'too-early', earliest: earliest + DAY });
    world.clock.now += MONTH;
    expect(await order()).toBe(1);
  });

  it('is approved by two people, by two keys under two names', async () => {
    keeps('changes.material-notice');
    expect(await propose(wider, stranger)).toEqual({ kind: 'not-approver' });
    await propose(wider);
    expect(await approve(mara)).toEqual({ kind: 'same-approver' });
    expect(await approve(stranger)).toEqual({ kind: 'not-approver' });
    expect(await approve(marasOther)).toEqual({ kind: 'same-approver' });
    expect(await approve(marasAlias)).toEqual({ kind: 'same-approver' });
    const text = textFor(wider, world.gate.hash, world.clock.now + 32 * DAY, world.clock.now);
    expect(await world.gate.publishing.approve(hashOf(wider), nils.sign(text))).toEqual({ kind: 'unreadable' });
    world.clock.now += 31 * DAY;
    expect(await order()).toBe(1);
  });

  it('waits until everyone was told as long before as anybody', async () => {
    keeps('changes.material-notice');
    await propose(wider);
    await approve();
    // Who was about to tell her died; after a while another process does.
    expect(await world.vault.proposals.takeUntold(5 * 60_000, 10)).toHaveLength(1);
    expect(await world.vault.proposals.takeUntold(5 * 60_000, 10)).toHaveLength(0);
    world.clock.now += 5 * DAY;
    await tell();
    world.clock.now += 26 * DAY;
    expect(await order()).toBe(1);
    world.clock.now += 4 * DAY - 1;
    expect(await order()).toBe(1);
    world.clock.now += 1_001;
    expect(await order()).toBe(0);
  });

  it('does not wait for who came later or was erased meanwhile', async () => {
    await propose(wider);
    await approve();
    await world.gate.erase({ subject: ada, actor: 'self' });
    ada = await world.newSubject('person');
    await withAccount(ada);
    world.clock.now += 31 * DAY - 1;
    await tell();
    world.clock.now += 1;
    expect(await order()).toBe(0);
  });

  it('can be withdrawn before it takes effect, and does not come back by what was signed for it', async () => {
    const signed = proposing(mara, wider, world.gate.hash, world.clock.now + 40 * DAY, world.clock.now);
    const { publishing } = world.gate;
    expect(await publishing.propose(signed)).toMatchObject({ kind: 'proposed' });
    expect(await propose(wider)).toEqual({ kind: 'open' });
    await approve();
    await tell();
    const text = withdrawalText(
      proposalId(textFor(wider, world.gate.hash, world.clock.now + 40 * DAY, world.clock.now)),
    );
    expect(await publishing.withdraw(hashOf(wider), stranger.sign(text))).toEqual({ kind: 'not-approver' });
    expect(await publishing.withdraw(hashOf(wider), nils.sign(withdrawalText('0')))).toEqual({ kind: 'not-approver' });
    expect(await publishing.withdraw(hashOf(wider), nils.sign(text))).toEqual({ kind: 'withdrawn' });
    expect(await publishing.propose(signed)).toEqual({ kind: 'known' });
    world.clock.now += 41 * DAY;
    expect(await order()).toBe(1);
  });

  it('is refused at a start, unless it was proposed: then it waits for its time', async () => {
    const { createGate } = await import('./create-gate.ts');
    const silent = { onStanding: () => () => {}, onStatement: () => () => {} };
    const start = (statement: Statement) =>
      createGate({ statement, vault: world.vault, notices: silent, clock: world.clock });
    await expect(start(wider)).rejects.toMatchObject({ code: 'statement-unannounced' });
    await propose(wider);
    expect((await start(wider)).hash).toBe(hashOf(before));
    await expect(start(narrower)).rejects.toMatchObject({ code: 'statement-unannounced' });
    await approve();
    await tell();
    world.clock.now += 31 * DAY;
    expect(await order(await start(wider))).toBe(0);
  });
});

describe('a version that changes nothing material', { timeout: 60_000 }, () => {
  it('is in force at once, by one signature', async () => {
    expect(await propose(narrower, stranger)).toEqual({ kind: 'not-approver' });
    expect(await propose(narrower)).toEqual({ kind: 'published' });
    expect(await world.vault.hashInForce()).toBe(hashOf(narrower));
  });
});

describe('what is no proposal', { timeout: 60_000 }, () => {
  it('is refused: another text, another statement, one in error, one of another time', async () => {
    const { publishing } = world.gate;
    const inForce = world.gate.hash;
    const soon = world.clock.now + 31 * DAY;
    const note = mara.sign(textFor(wider, inForce, soon, world.clock.now));
    expect(await publishing.propose({ statement: before, note })).toEqual({ kind: 'unreadable' });
    expect(await publishing.propose({ statement: {}, note })).toEqual({ kind: 'unreadable' });
    expect(await publishing.propose({ statement: wider, note: mara.sign('hello\n') })).toEqual({ kind: 'unreadable' });
    const unheld = { ...wider, keep: {} } as unknown as Statement;
    expect(await propose(unheld)).toMatchObject({ kind: 'wrong' });
    const other = proposing(mara, wider, '0'.repeat(64), soon, world.clock.now);
    expect(await publishing.propose(other)).toEqual({ kind: 'moved' });
    expect(await propose({ ...wider, dated: '2025-01-01' } as Statement)).toEqual({ kind: 'older' });
  });
});
