/** What of data that was collected under an earlier version a purpose may see. See docs/decisions/0011. */
import { type LineVersion, mayOpenOld } from '../decide/old-data.ts';
import { endOf, seenUntil } from '../decide/retention.ts';
import { after } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { SubjectStanding } from '../vault/standing.ts';
import { choicesAt } from './choices-at.ts';
import { DAY } from './ends.ts';
import type { Opening } from './gate.ts';
import type { GateParts } from './parts.ts';

/** Of the fields that the version in force permits, those that may be seen; `at` (epoch milliseconds) for what happened. */
export type Narrow = (
  fields: ReadonlySet<string>,
  of: { readonly category: string; readonly source: string | null; readonly at?: number },
) => ReadonlySet<string>;

/** Narrows what was collected under a version, by its hash. What is read about somebody is read once, when it is needed. */
export function narrowing(parts: GateParts, { subject, purpose }: Opening, standing: SubjectStanding) {
  const { vault, hash: now, clock, compiledOf } = parts;
  const lines = new Map<string, Promise<Narrow>>();
  let told: ReturnType<typeof vault.versionsTold> | undefined;

  async function lineSince(hash: string): Promise<readonly Omit<LineVersion, 'isPast'>[]> {
    told ??= vault.versionsTold(standing.owner ?? subject);
    const all = await told;
    const [first, last] = [hash, now].map((one) => all.findIndex((version) => version.hash === one));
    const line: Omit<LineVersion, 'isPast'>[] = [];
    for (const { hash: one, toldAt } of all.slice(first, last! + 1)) {
      const compiled = await compiledOf(one);
      const { statement } = compiled;
      const notice = line.at(-1)?.compiled.statement.changes.notice;
      line.push({
        compiled,
        known: compiled.know({ choices: choicesAt(statement, standing.choices, clock()), facts: {} }),
        isTold: toldAt !== null && notice !== undefined && after(toldAt, notice) <= clock(),
      });
    }
    return line;
  }

  async function since(hash: string): Promise<Narrow> {
    const line = await lineSince(hash);
    const known = new Map<string, ReadonlySet<string>>();
    return (fields, { category, source, at }) => {
      const past = line.map(({ compiled }, k) =>
        at === undefined
          ? false
          : isPast(compiled.statement, { purpose, category, source, at, isFirst: k === 0 }, clock()),
      );
      const key = JSON.stringify([category, source, past]);
      const found = known.get(key);
      if (found !== undefined) return found;
      const versions = line.map((version, k) => ({ ...version, isPast: past[k]! }));
      const from = source === null ? {} : { source };
      const narrowed = new Set(
        [...fields].filter((field) => mayOpenOld(versions, { purpose, category, field, ...from })),
      );
      known.set(key, narrowed);
      return narrowed;
    };
  }

  return (hash: string): Promise<Narrow> | undefined => {
    // Seeing one's own is a right, which no version narrows.
    if (hash === now || purpose === 'self') return undefined;
    const line = lines.get(hash) ?? since(hash);
    lines.set(hash, line);
    return line;
  };
}

interface Happened {
  readonly purpose: string;
  readonly category: string;
  readonly source: string | null;
  readonly at: number;
  /** The version that it was collected under: its own end stands beside the data. */
  readonly isFirst: boolean;
}

/** Whether a version lets a purpose see something that old: no longer than the purpose needs it, nor than it may be kept. */
function isPast(statement: Statement, { purpose, category, source, at, isFirst }: Happened, now: number): boolean {
  const seen = seenUntil(statement, purpose, category, at);
  if (seen !== 'open' && now >= seen) return true;
  if (isFirst) return false;
  if (!Object.hasOwn(statement.keep, category)) return true;
  const end = endOf(statement, category, Math.floor(at / DAY) * DAY, { source: source ?? undefined });
  return end !== 'open' && now >= Math.floor(end / DAY) * DAY;
}
