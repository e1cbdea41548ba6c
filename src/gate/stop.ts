/** `stop`: nothing of a category, or of one field, is collected from anybody any more, until it goes on. Everywhere when it resolves. */
import { splitPath } from '../statement/clause.ts';
import type { Actor } from './gate.ts';
import type { GateParts } from './parts.ts';

export interface Stopping {
  /** A category, or one field of one: `activity`, `activity.track`. */
  readonly data: string;
  readonly state: 'stopped' | 'on';
  readonly actor: Actor;
}

export type StopSet =
  | { readonly kind: 'set'; readonly changed: boolean }
  /** The statement has no such category, or field. */
  | { readonly kind: 'undeclared' };

/** When this resolves, no commit that was decided before can land any more, in whichever process. */
export async function stop(
  { vault, compiled }: Pick<GateParts, 'vault' | 'compiled'>,
  { data, state, actor }: Stopping,
): Promise<StopSet> {
  const { category, field } = splitPath(data);
  const declared = compiled.statement.words.data;
  const kind = Object.hasOwn(declared, category) ? declared[category] : undefined;
  const isDeclared = kind !== undefined && (field === undefined || Object.hasOwn(kind.fields, field));
  // What a later version has dropped can still be let go on.
  if (state === 'stopped' && !isDeclared) return { kind: 'undeclared' };
  const leaf = { kind: state === 'stopped' ? 'collection-stopped' : 'collection-on', detail: { data, by: actor } };
  return { kind: 'set', changed: await vault.stops.set(data, state, leaf) };
}
