/** Exports: a person takes along all that is held of them. See docs/decisions/0013. */
import { randomUUID } from 'node:crypto';
import type { SubjectId } from '../../gate/gate.ts';
import { letter } from '../mail/letter.ts';
import type { PeopleParts } from '../parts.ts';
import { isUuid } from '../uuid.ts';

const DAY = 24 * 60 * 60_000;
/** How long an export can be fetched. */
const LASTS = 7 * DAY;

export interface Export {
  readonly id: string;
  readonly state: 'ready' | 'ended';
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly endsAt: number;
  /** Events to take along when it was asked for, and how many the last fetching has come to. */
  readonly items: number;
  readonly written: number;
  readonly fetchedAt: number | undefined;
}

export type ExportMade =
  | ({ readonly kind: 'made' } & Export)
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'gone' };

/**
 * Asks for an export. It is ready at once: what is in it is read when it is fetched. One that was made under this id before is
 * the same.
 */
export async function makeExport(
  parts: PeopleParts,
  person: SubjectId,
  id: string = randomUUID(),
): Promise<ExportMade> {
  const { attempts, registry, clock } = parts;
  const before = await exportOf(parts, person, id);
  if (before !== undefined) return { kind: 'made', ...before };
  const attempt = await attempts.take('exports by person', person);
  if (attempt.kind === 'too-many') return attempt;
  const made = await registry.exports.make(person, id, clock() + LASTS);
  return made === 'gone' ? { kind: 'gone' } : { kind: 'made', state: 'ready', ...made };
}

/** The same for somebody who asks for it themselves: whoever reads their mail learns of it, and until when it can be fetched. */
export async function makeOwnExport(parts: PeopleParts, person: SubjectId): Promise<ExportMade> {
  const made = await makeExport(parts, person);
  if (made.kind === 'made') {
    const { id, endsAt } = made;
    parts.mail.post(async () => ({ letter: letter('export-ready', { id, endsAt }), to: person, until: endsAt }));
  }
  return made;
}

/** An export of this person; what is another's is not there. */
export async function exportOf(
  { registry, clock }: PeopleParts,
  person: SubjectId,
  id: string,
): Promise<Export | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await registry.exports.find(person, id);
  // One that was made far ahead is of a clock that has been set back since.
  return found && { ...found, state: clock() < found.endsAt && found.endsAt <= clock() + LASTS ? 'ready' : 'ended' };
}
