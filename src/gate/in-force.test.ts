import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Statement } from '../statement/statement.ts';
import { openTestGate, type TestGate } from '../testing/gate.ts';
import { household } from '../testing/household-statement.ts';
import { openNotices } from '../vault/notices.ts';
import { createGate } from './create-gate.ts';
import type { Collected, Gate, SubjectId } from './gate.ts';

/** Another process on the same databases. It hears nothing until it looks. */
const deaf = { onStanding: () => () => {}, onStatement: () => () => {} };

/** The statement, but nothing is collected of what plays. */
const narrower = (statement: Statement): Statement => ({
  ...statement,
  dated: '2027-04-01',
  collect: Object.fromEntries(Object.entries(statement.collect).filter(([event]) => event !== 'played')),
});

describe('once another statement is in force, a process that was not told', { timeout: 60_000 }, () => {
  let world: TestGate;
  let home: SubjectId;
  let late: Gate;
  let newer: Gate;

  beforeAll(async () => {
    world = await openTestGate(household);
    const { statement } = world.gate.compiled;
    const start = (given: Statement) =>
      createGate({ statement: given, vault: world.vault, notices: deaf, clock: world.clock });
    late = await start(statement);
    home = await world.newSubject('household');
    await late.directive(home, 'product', { registered: true });
    newer = await start(narrower(statement));
  }, 60_000);
  afterAll(() => world.close());

  const playing = (id: string) => ({
    subject: home,
    product: 'kitchen',
    touchpoint: 'product',
    id,
    facts: { registered: true },
    events: [{ event: 'played', at: new Date(world.clock.now).toISOString(), data: { volume: 7, track: 'The Heron' } }],
  });
  const refused = (collected: Collected) => (collected.kind === 'collected' ? collected.books.refused : collected);

  it('decides a batch by the new one, and goes over to it', async () => {
    expect(late.hash).not.toBe(newer.hash);
    expect(refused(await late.collect(playing('one')))).toEqual({ 'undeclared-event': { events: 1, fields: 2 } });
    expect(late.hash).toBe(newer.hash);
  });

  it('directs, chooses, opens and shows figures by it too', async () => {
    const { statement } = world.gate.compiled;
    for (const act of [
      (gate: Gate) => gate.directive(home, 'product', { registered: true }),
      (gate: Gate) => gate.choices(home),
      (gate: Gate) => gate.choose({ subject: home, choice: 'usage-data', state: 'off', actor: 'self' }),
      (gate: Gate) => gate.open({ subject: home, purpose: 'improve', data: ['usage'], actor: 'service:x' }),
      (gate: Gate) => gate.figure({ name: 'plays', period: '2027-02-10', purpose: 'count', actor: 'staff:analyst' }),
    ]) {
      const before = await createGate({ statement, vault: world.vault, notices: deaf, clock: world.clock });
      expect(before.hash).toBe(newer.hash);
      await act(before);
    }
  });
});

describe('every process that listens', { timeout: 60_000 }, () => {
  it('goes over at once, and tells whoever waits', async () => {
    const world = await openTestGate(household);
    const notices = await openNotices(world.clusters.vault);
    const { statement } = world.gate.compiled;
    const here = await createGate({ statement, vault: world.vault, notices, clock: world.clock });
    const over = new Promise<void>((resolve) => void here.onVersion(resolve));
    const next = await createGate({
      statement: narrower(statement),
      vault: world.vault,
      notices: deaf,
      clock: world.clock,
    });
    await over;
    expect(here.hash).toBe(next.hash);
    expect(here.compiled.statement).toEqual(next.compiled.statement);
    await notices.close();
    await world.close();
  });
});

describe('a process that is started with a statement of more', { timeout: 60_000 }, () => {
  it('is refused, with the clause that people were not told of, and what is in force stays', async () => {
    const world = await openTestGate(household);
    const { statement } = world.gate.compiled;
    const vault = world.vault;
    const { hash } = await createGate({ statement: narrower(statement), vault, notices: deaf, clock: world.clock });
    const more = { ...statement, dated: '2027-05-01' } as Statement;
    await expect(createGate({ statement: more, vault, notices: deaf, clock: world.clock })).rejects.toMatchObject({
      code: 'statement-unannounced',
      message: expect.stringContaining('`collect.played`'),
    });
    expect(await vault.hashInForce()).toBe(hash);
    await world.close();
  });
});
