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
