/** `sweep`: what has ended by the statement is deleted, and it is on record before and after. */
import { endedBy, isOver } from '../decide/endings.ts';
import { after, inDays } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { Swept } from '../vault/sweep.ts';
import { backupsWithin } from './erase.ts';
import type { GateParts } from './parts.ts';

const DAY = 86_400_000;
/** By how much a span in usual days can miss the calendar's: no household is looked at later than it ends. */
const MISS = 4;

/** Deletes what has ended; with `onlyResume` only brings to its end what was begun. */
export async function sweep(
  { vault, compiled, heritage, clock }: GateParts,
  { onlyResume = false } = {},
): Promise<Swept> {
  const now = clock();
  return vault.sweep({
    quietSince: now - (shortestQuiet(heritage) - MISS) * DAY,
    endedOf: ({ kind, ...life }) => ({
      categories: [...endedBy(heritage, kind, life, now)],
      isOver: isOver(heritage, kind, life, now),
    }),
    backupsBy: after(now, backupsWithin(compiled.statement)),
    onlyResume,
  });
}

/** In days; a thousand years where no household ends by being quiet. */
const shortestQuiet = ({ words }: Statement): number =>
  Math.min(
    365_250,
    ...Object.values(words.endings).flatMap(({ when = [] }) =>
      when.flatMap((cause) => (cause === 'closing' ? [] : [inDays(cause.notConnectedFor)])),
    ),
  );
