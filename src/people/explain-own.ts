/** "Explain this byte": how a category or a field of it came here, until when, what for, and who got it. */
import type { SubjectId } from '../gate/gate.ts';
import { type Explanation, explain } from '../wording/explain.ts';
import { ownSubjects } from './own-data.ts';
import type { PeopleParts } from './parts.ts';
import { type Recipient, recipientsOf, spokenOf } from './tell.ts';

export async function explainOwn(
  parts: PeopleParts,
  person: SubjectId,
  { category, field }: { readonly category: string; readonly field?: string | undefined },
): Promise<(Explanation & { readonly recipients: readonly Recipient[] }) | undefined> {
  const explained = explain(
    spokenOf(parts, category, field),
    field === undefined ? category : `${category}.${field}`,
    'data',
  );
  if (explained === undefined) return undefined;
  const recipients: Recipient[] = [];
  for (const { subject } of await ownSubjects(parts, person)) {
    recipients.push(...recipientsOf(await parts.gate.acts(subject), category));
  }
  return { ...explained, recipients };
}
