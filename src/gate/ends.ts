import { endOf } from '../decide/retention.ts';
import type { Statement } from '../statement/statement.ts';

export const DAY = 86_400_000;

/** The day from whose first moment on something is not held: the text, and the instant in epoch milliseconds. */
export interface EndDay {
  readonly day: string;
  readonly instant: number;
}

const OPEN: EndDay = Object.freeze({ day: 'open', instant: Number.POSITIVE_INFINITY });
/** Kept at hand: some categories times some thousand days. */
const MOST = 20_000;

/** UTC days as text. */
export const dayText = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);

/**
 * When what happened on a day must be gone, by category and source. Never a moment longer than stated: the day on which a
 * retention ends counts as past.
 */
export function createEnds(statement: Statement) {
  const byKind = new Map<string, Map<number, EndDay>>();
  return (category: string, source: string | undefined, day: number): EndDay => {
    const kind = source === undefined ? category : `${category} from ${source}`;
    let byDay = byKind.get(kind);
    if (byDay === undefined || byDay.size > MOST) {
      byDay = new Map();
      byKind.set(kind, byDay);
    }
    let end = byDay.get(day);
    if (end === undefined) {
      const instant = endOf(statement, category, day * DAY, { source });
      const last = instant === 'open' ? undefined : Math.floor(instant / DAY);
      end = last === undefined ? OPEN : { day: dayText(last), instant: last * DAY };
      byDay.set(day, end);
    }
    return end;
  };
}
