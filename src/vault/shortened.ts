/**
 * What people want held for less long than the statement says. What comes in after they said so ends by it; what was there
 * before is looked through once a day, and what is past the span is destroyed.
 */
import { heldFrom, OWN_SPANS, SHORTENED } from '../decide/own-spans.ts';
import { destroyDeleted } from './deletions.ts';
import type { Parts } from './parts.ts';
import { firstRowId } from './row-id.ts';

interface Span {
  readonly subject: string;
  readonly category: string;
  readonly days: number;
  /** Epoch milliseconds. */
  readonly since: string;
}

interface Shortening {
  readonly shortenedUntil: number;
}

const DAY = 86_400_000;

/**
 * Before which row everything stands that was there when a span was set. A clock that was set back since makes rows that seem to be
 * of later, so that a span more is looked through: what stands there by then ends by it anyway.
 */
const fenceOf = ({ since, days }: Span): string => firstRowId(Number(since) + (days + 2) * DAY);

/** The spans that are to be acted on, where something is left from before they were set. */
async function spans({ vault }: Pick<Parts, 'vault'>, { shortenedUntil }: Shortening): Promise<readonly Span[]> {
  const set = await vault.query<Span>(
    `select s.id as subject, split_part(c.key, ' ', 2) as category, split_part(c.key, ' ', 3)::int as days,
        c.value ->> 'since' as since
      from subjects s, jsonb_each(s.choices) c
      where s.choices ? '${SHORTENED}' and s.tombstone is null and c.key like '${SHORTENED} %'
        and c.value ->> 'state' = 'on' and (c.value ->> 'since')::bigint <= $1
      order by s.id`,
    [shortenedUntil],
  );
  const left = await Promise.all(
    set.map((span) =>
      vault.query('select from segments where subject = $1 and category = $2 and id < $3 limit 1', [
        span.subject,
        span.category,
        fenceOf(span),
      ]),
    ),
  );
  return set.filter((_, k) => left[k]!.length > 0);
}

/** Whether a day has begun on which nobody has looked through them yet. */
export async function isShortenedDue(parts: Pick<Parts, 'vault'>, plan: Shortening, today: string): Promise<boolean> {
  const done = await parts.vault.query('select from sweeps where through = $1 and done_at is not null limit 1', [
    today,
  ]);
  return done.length === 0 && (await spans(parts, plan)).length > 0;
}

/** Destroys what is past the span that its person set. */
export async function sweepShortened(parts: Parts, plan: Shortening, sweep: string): Promise<void> {
  const now = parts.clock();
  for (const one of await spans(parts, plan)) {
    const { subject, category } = one;
    const days = OWN_SPANS.find((known) => known === one.days);
    if (days === undefined) continue;
    const past = { subject, madeAt: now, scope: { categories: [category], to: heldFrom(days, now) } };
    await destroyDeleted(parts, sweep, past, 'requests.erasure', fenceOf(one));
  }
}
