import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshVault, firstStatement, freshVault, NOON } from '../testing/vault.ts';
import type { Vault } from './vault.ts';

let world: FreshVault;
let both: readonly Vault[];
beforeAll(async () => {
  world = await freshVault();
  both = [world.vault, await world.another()];
});
afterAll(() => world?.stop());

const OPERATIONS = ['write', 'choose', 'create', 'claim', 'erase', 'resume', 'reapply', 'rotate'] as const;

/** Ada, Ben who owns a household, and that household. */
const someone = fc.integer({ min: 0, max: 2 });
const step = fc.record({
  does: fc.constantFrom(...OPERATIONS),
  whose: someone,
  process: fc.integer({ min: 0, max: 1 }),
});

test('whatever is tried, in whichever process and order: the erased stay erased, and the living are readable', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      const [ada, ben] = [
        await world.vault.createSubject({ kind: 'person' }),
        await world.vault.createSubject({ kind: 'person' }),
      ];
      const subjects = [ada, ben, await world.vault.createSubject({ kind: 'household', owner: ben })];
      const generations = new Map(subjects.map((subject) => [subject, 1]));
      const written = new Set<string>();
      const erased = new Set<string>();
      for (const { does, whose, process } of steps) {
        const subject = subjects[whose]!;
        const isGone = erased.has(subject);
        const outcome = await act(both[process]!, does, subject, generations.get(subject)!);
        switch (does) {
          case 'write':
            expect(outcome).toBe(isGone ? 'gone' : 'stored');
            if (!isGone) written.add(subject);
            break;
          case 'choose':
            expect(outcome).toBe(isGone ? 'gone' : 'stored');
            generations.set(subject, generations.get(subject)! + 1);
            break;
          case 'create':
            expect(outcome).toBe(isGone ? 'gone' : subject);
            break;
          case 'claim':
            expect(outcome).toBe(isGone ? 'taken' : 'claimed');
            break;
          case 'erase':
            expect(outcome).toBe(isGone ? 'gone' : 'erased');
            erased.add(subject);
            if (subject === ben) erased.add(subjects[2]!);
        }
        for (const vault of both) {
          for (const one of subjects) {
            expect(await vault.readFacts(one)).toHaveLength(written.has(one) && !erased.has(one) ? 1 : 0);
          }
        }
      }
    }),
    { numRuns: 40 },
  );
}, 60_000);

async function act(vault: Vault, does: (typeof OPERATIONS)[number], subject: string, generation: number) {
  const leaf = { kind: 'tried', detail: {} };
  switch (does) {
    case 'write': {
      const { kind } = await vault.commit({
        subject,
        expected: { generation, statement: firstStatement.hash },
        segments: [],
        facts: [{ category: 'profile', product: '', values: { generation } }],
        figures: [],
        consume: [],
        leaf,
      });
      return kind;
    }
    case 'choose':
      return (await vault.choose({ subject, choices: { news: 'on' }, renew: ['news'], leaf })).kind;
    case 'create':
      return vault.createSubject({ id: subject, kind: 'person' });
    case 'claim':
      return vault.blind.claim('profile.email', `${subject}@home.example`, subject);
    case 'erase':
      return (await vault.erase({ subject, by: 'self', backupsBy: NOON })).kind;
    case 'resume':
      return vault.resumeErasures();
    case 'reapply':
      return vault.reapplyErasures({ by: 'service:restore', backupsBy: NOON });
    case 'rotate':
      return vault.rotateWhenDue();
  }
}
