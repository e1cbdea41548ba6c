/** People are told of a new version of the statement: by a letter each, and in the product (see `own-notices`). */
import type { SubjectId } from '../gate/gate.ts';
import { changesAddress } from '../wording/versions-page.ts';
import { letter } from './mail/letter.ts';
import type { PeopleParts } from './parts.ts';

const MINUTE = 60_000;
/** How long somebody who is being told is left to the process that is at it. */
const PATIENCE = 5 * MINUTE;
const MOST_AT_ONCE = 50;
/** Changes that a letter names; its link leads to all of them. */
const MOST_CHANGES = 10;
/** Characters of a line in a letter. */
const WIDTH = 78;

/** Writes to everyone who was not told yet. May be called by several processes at once; to be called from time to time. */
export async function announce({ registry, mail, origin }: PeopleParts): Promise<void> {
  const { proposals } = registry;
  const next = await proposals.open();
  if (next === undefined || next.announcedAt === null) return;
  const more = next.changes.length - MOST_CHANGES;
  const changes = [...next.changes.slice(0, MOST_CHANGES), ...(more > 0 ? [`And ${more} more.`] : [])].map(inLines);
  const link = `${origin()}${changesAddress(next.inPlaceOf, next.hash)}`;
  const told = letter('policy-update', { from: next.takesEffect, changes, link });
  for (;;) {
    const some = await proposals.takeUntold(PATIENCE, MOST_AT_ONCE);
    // A letter that was taken on goes; who is gone meanwhile needs none.
    for (const one of some) {
      await mail.take({ letter: told, to: one.subject as SubjectId });
      await proposals.told(one);
    }
    if (some.length < MOST_AT_ONCE) return;
  }
}

function inLines(sentence: string): string {
  const lines: string[] = [];
  for (const word of sentence.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n');
}
