/** `watch`: a subject looks on while its data arrives. Recorded, like any opening, before anything is seen. */
import type { SubjectId } from './gate.ts';
import type { See } from './glass.ts';
import { open } from './open.ts';
import type { GateParts } from './parts.ts';
import { standingInForce } from './standing-in-force.ts';

export async function watch(parts: GateParts, subject: SubjectId, see: See): Promise<(() => void) | undefined> {
  const standing = await standingInForce(parts, subject);
  if (standing === undefined) return undefined;
  const { data: declared } = parts.compiled.statement.words;
  const data = Object.keys(declared).filter((name) => declared[name]?.of === standing.kind);
  const opened = await open(parts, { subject, purpose: 'self', actor: 'self', because: 'the glass', data });
  return opened?.effect === 'permitted' ? parts.glass.watch(subject, see) : undefined;
}
