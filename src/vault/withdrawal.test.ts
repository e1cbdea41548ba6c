import pg from 'pg';
import { expect, test } from 'vitest';
import { keeps } from '../testing/keeps.ts';
import { firstStatement, freshVault, NOON } from '../testing/vault.ts';
import type { Vault } from './vault.ts';

const ROUNDS = 200;

/** The generation that a subject starts with. */
const FIRST = 1;

test('once a withdrawal is acknowledged, nothing that was decided before it is stored', async () => {
  keeps('usage.opt-out-any-time');
  const world = await freshVault();
  const elsewhere = await world.another();
  const pool = new pg.Pool(world.clusters.vault);
  const ada = await world.vault.createSubject({ kind: 'person' });
  // What the processes believe; it lags behind on purpose.
  let believed = FIRST;
  let done = false;
  const kinds = { stored: 0, moved: 0 };

  const player = async (vault: Vault) => {
    while (!done) {
      const generation = believed;
      const { kind } = await vault.commit({
        subject: ada,
        expected: { generation, statement: firstStatement.hash },
        segments: [
          {
            category: 'activity',
            product: 'kitchen',
            expiresOn: '2028-04-01',
            events: [{ event: 'play', at: NOON, generation, data: {} }],
          },
        ],
        facts: [],
        figures: [],
        consume: [],
        leaf: { kind: 'collected', detail: {} },
      });
      if (kind === 'stored' || kind === 'moved') kinds[kind] += 1;
      else throw new Error(kind);
    }
  };
  const heldUnder = async (generation: number) => {
    const { rows } = await pool.query('select from segments where subject = $1 and generation = $2', [ada, generation]);
    return rows.length;
  };

  const players = [world.vault, elsewhere, world.vault, elsewhere, world.vault, elsewhere].map(player);
  const atAcknowledgement: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const chosen = await (round % 3 === 0 ? elsewhere : world.vault).choose({
      subject: ada,
      choices: { usage: round % 2 === 0 ? 'off' : 'on' },
      leaf: { kind: 'chosen', detail: {} },
    });
    expect(chosen.kind).toBe('stored');
    atAcknowledgement.push(await heldUnder(FIRST + round));
    believed = FIRST + round + 1;
    // Some commits of the new generation, so that the next withdrawal meets traffic.
    while ((await heldUnder(believed)) < 3) await new Promise((later) => setTimeout(later, 1));
  }
  done = true;
  await Promise.all(players);
  for (const [round, count] of atAcknowledgement.entries()) expect(await heldUnder(FIRST + round)).toBe(count);
  expect(kinds.stored).toBeGreaterThan(ROUNDS * 3);
  // It was close: commits did come too late, and were turned away.
  expect(kinds.moved).toBeGreaterThan(ROUNDS / 4);
  await pool.end();
  await world.stop();
}, 60_000);

test('a withdrawal waits for the commits that hold the subject, and they for it', async () => {
  keeps('usage.opt-out-any-time');
  const world = await freshVault();
  const holder = new pg.Client(world.clusters.vault);
  await holder.connect();
  try {
    const ada = await world.vault.createSubject({ kind: 'person' });
    const order: string[] = [];
    const choosing = (state: 'on' | 'off') =>
      world.vault.choose({ subject: ada, choices: { usage: state }, leaf: { kind: 'chosen', detail: {} } });
    const isWaiting = async () => {
      for (let look = 0; look < 200; look += 1) {
        const { rows } = await holder.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        if (rows.length > 0) return true;
        await new Promise((later) => setTimeout(later, 10));
      }
      return false;
    };

    // As a batch under way holds her.
    await holder.query('begin');
    await holder.query('select hold($1, false)', [ada]);
    const withdrawn = choosing('off').then(() => order.push('withdrawn'));
    expect(await isWaiting()).toBe(true);
    order.push('batch');
    await holder.query('commit');
    await withdrawn;
    expect(order).toEqual(['batch', 'withdrawn']);

    // As a withdrawal under way holds her: what was decided before it is not stored.
    await holder.query('begin');
    await holder.query('select hold($1, true)', [ada]);
    await holder.query('update subjects set generation = generation + 1 where id = $1', [ada]);
    const committed = world.vault.commit({
      subject: ada,
      expected: { generation: FIRST + 1, statement: firstStatement.hash },
      segments: [],
      facts: [],
      figures: [],
      consume: [],
      leaf: { kind: 'collected', detail: {} },
    });
    expect(await isWaiting()).toBe(true);
    await holder.query('commit');
    expect(await committed).toMatchObject({ kind: 'moved', standing: { generation: FIRST + 2 } });
  } finally {
    await holder.end();
    await world.stop();
  }
});
