/** What is deleted by itself is so on the same day for whoever counts, reads or destroys it, wherever the database stands. */
import pg from 'pg';
import { expect, test } from 'vitest';
import { firstStatement, freshVault } from '../testing/vault.ts';
import { openVault } from './vault.ts';

const HOUR = 3_600_000;

test('is as many by counting as by reading, and as many are left of what was destroyed, hour after hour through short months', async () => {
  const world = await freshVault();
  const { clock, epochKeys, clusters } = world;
  const pool = new pg.Pool(clusters.vault);
  const vault = await openVault({
    vault: { ...clusters.vault, options: '-c timezone=Pacific/Auckland' },
    keyring: clusters.keyring,
    epochKeys,
    clock: () => clock.now,
    databaseClock: async () => clock.now,
  });
  try {
    clock.now = Date.parse('2027-01-27T00:30:00Z');
    const subjects: string[] = [];
    for (const olderThan of ['1 day', '30 days', '1 month']) {
      const subject = (await vault.createSubject({ kind: 'household' })) as string;
      await vault.setAutoDeletion({ subject, category: 'activity', olderThan, until: clock.now, forgetOn: undefined });
      subjects.push(subject);
    }
    const held = async (subject: string) => {
      const counted = await vault.countEvents([subject]);
      let read = 0;
      for await (const { events } of vault.readSegments(subject)) read += events.length;
      const { rows } = await pool.query('select count(*)::int as n from segments where subject = $1', [subject]);
      return { counted: counted.reduce((sum, { events }) => sum + events, 0), read, stored: rows[0].n };
    };
    const most = new Map<string, number>();
    for (; clock.now < Date.parse('2027-03-08'); clock.now += 13 * HOUR) {
      for (const subject of subjects) {
        await vault.commit({
          subject,
          expected: { generation: 1, statement: firstStatement.hash },
          segments: [
            {
              category: 'activity',
              product: 'kitchen',
              expiresOn: '2028-03-01',
              events: [{ event: 'play', at: clock.now, generation: 1, data: {} }],
            },
          ],
          facts: [],
          figures: [],
          consume: [],
          leaf: { kind: 'collected', detail: {} },
        });
      }
      const before = await Promise.all(subjects.map(held));
      await vault.sweep({ quietSince: 0, endedOf: () => ({ categories: [], isOver: false }), backupsBy: clock.now });
      const swept = await Promise.all(subjects.map(held));
      const when = new Date(clock.now).toISOString();
      for (const [k, { counted, read, stored }] of swept.entries()) {
        expect({ when, counted, stored, before: before[k]!.counted }).toEqual({
          when,
          counted: read,
          stored: read,
          before: before[k]!.read,
        });
        most.set(subjects[k]!, Math.max(most.get(subjects[k]!) ?? 0, read));
      }
    }
    // Two a day, or one.
    expect([...most.values()]).toEqual([2, 56, 58]);
  } finally {
    await pool.end();
    await vault.close();
    await world.stop();
  }
});
