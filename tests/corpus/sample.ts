/** A sample: one world that is sound, one that is broken in one way, and what is said of it. */
import type { Read } from '../../src/checks/check.ts';
import type { Statement } from '../../src/statement/statement.ts';
import { base } from './base.ts';

export interface Sample {
  readonly code: `S${number}`;
  /** As near to the broken one as a sound one can be. */
  readonly sound: Statement;
  readonly broken: Statement;
  /** The clauses that the wording speaks of, where that is what the sample is about. */
  readonly said?: { readonly sound: ReadonlySet<string>; readonly broken: ReadonlySet<string> };
  /** The author's own sentences, where they are what the sample is about. */
  readonly prose?: { readonly sound: readonly Read[]; readonly broken: readonly Read[] };
  readonly at: string;
  readonly says: string;
  readonly help: string;
  /** Other ways to be broken that the same check sees. */
  readonly also?: readonly {
    readonly broken: Statement;
    readonly prose?: readonly Read[];
    readonly at: string;
    readonly says: string;
  }[];
}

/**
 * The base, or another world, with members laid over it: objects are merged, all else replaced, and
 * `undefined` takes a member away. Most broken statements would not compile as typed ones, so a patch is plain data.
 */
export function world(patch: object, under: Statement = base): Statement {
  // Sound enough for samples: what `check` makes of data that is no statement is the point of some of them.
  return laidOver(under, patch) as Statement;
}

function laidOver(under: unknown, patch: unknown): unknown {
  if (!isRecord(under) || !isRecord(patch)) return patch;
  const merged: Record<string, unknown> = { ...under };
  for (const [name, member] of Object.entries(patch)) {
    if (member === undefined) delete merged[name];
    else merged[name] = laidOver(merged[name], member);
  }
  return merged;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
