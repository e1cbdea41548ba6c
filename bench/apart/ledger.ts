/**
 * One side of the comparison of the ledger: `fork('apart/ledger.ts', ['with' | 'without'])`. Says when it is ready, then
 * answers every message with the events a second of one more round.
 */
import { randomUUID } from 'node:crypto';
import { registerHooks } from 'node:module';
import { householdEvents } from '../household-events.ts';
import { waiting } from '../in-turns.ts';

const isWithout = process.argv[2] === 'without';
const BATCH = 50;
const WARM = 1000;

// What makes and seals a leaf gives two empty buffers instead.
const SEALS = 'export function sealLeaf(';
if (isWithout) {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith('/src/vault/sealed-leaf.ts')) return loaded;
      const source = String(loaded.source);
      if (!source.includes(SEALS)) throw new Error('leaves are not sealed where they were');
      const instead = `export const sealLeaf = () => ({ body: Buffer.alloc(33), sealed: Buffer.alloc(0) });\nfunction sealed(`;
      return { ...loaded, source: source.replace(SEALS, instead) };
    },
  });
}
// Only now, or the hook would come too late.
const { openBenchWorld } = await import('../world.ts');
const world = await openBenchWorld();
if (isWithout) {
  await world.held.query(
    `create or replace function add_leaf(in_subject uuid, in_body bytea, in_sealed bytea) returns bigint
      language sql as $$ select 0::bigint $$`,
  );
}
const growing = isWithout ? undefined : setInterval(() => void world.ledger.integrate(), 1000);

const subjects = await world.subjects(64);
const batches = Array.from({ length: 16 }, (_, n) => {
  const events = householdEvents(BATCH, 1, n * BATCH);
  return { events, body: JSON.stringify({ events }) };
});
async function collect(n: number): Promise<void> {
  const answer = await world.gate.collect({
    subject: subjects[n % subjects.length]!,
    product: 'player',
    touchpoint: 'product',
    id: randomUUID(),
    ...batches[n % batches.length]!,
    facts: { registered: true },
  });
  if (answer.kind !== 'collected') throw new Error(`not collected: ${answer.kind}`);
}
await waiting(collect, { pieces: WARM })();
const round = waiting(collect, { pieces: 400 });

process.on('message', async () => process.send?.((await round()) * BATCH));
process.on('disconnect', async () => {
  clearInterval(growing);
  await world.close();
  process.exit();
});
process.send?.(0);
