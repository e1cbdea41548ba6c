/** What is held over the months: a line of dots for each category, the larger the more. */
import type { Answer } from '../api/call.ts';

type Months = Answer<'GET /v1/me/glance'>['months'];

const SHOWN_MONTHS = 12;
const STEP = 28;
const LARGEST = 12;
const SMALLEST = 2.5;
const NONE = 1;

const LONG = new Intl.DateTimeFormat(undefined, { month: 'long', year: 'numeric', timeZone: 'UTC' });
const INITIAL = new Intl.DateTimeFormat(undefined, { month: 'narrow', timeZone: 'UTC' });
const dateOf = (month: string) => new Date(`${month}-01T00:00:00Z`);

export function HeldPicture({ months, says }: { months: Months; says: (category: string) => string }) {
  const shown = monthsUntil(months.at(-1)?.month ?? '');
  const most = Math.max(...months.map(({ events }) => events));
  const lines = linesOf(months, shown);
  return (
    <div class="held">
      <ul>
        {lines.map(({ category, counts, sum, earlier }) => (
          <li key={category}>
            <div>
              <a href={`/me/history?category=${encodeURIComponent(category)}`}>{category.replaceAll('-', ' ')}</a>
              <p class="hint">{says(category)}</p>
            </div>
            <span class="quiet">{sum.toLocaleString()}</span>
            <svg viewBox={`0 0 ${SHOWN_MONTHS * STEP} ${STEP}`} role="img" aria-label={spoken(counts, shown, earlier)}>
              {counts.map((count, k) => (
                <circle
                  key={shown[k]}
                  class={count === 0 ? 'none' : undefined}
                  cx={(k + 0.5) * STEP}
                  cy={STEP / 2}
                  r={radiusOf(count, most)}
                >
                  <title>{`${LONG.format(dateOf(shown[k]!))}: ${count.toLocaleString()}`}</title>
                </circle>
              ))}
            </svg>
          </li>
        ))}
      </ul>
      <div class="months">
        <svg viewBox={`0 0 ${SHOWN_MONTHS * STEP} 16`} aria-hidden="true">
          {shown.map((month, k) => (
            <text key={month} x={(k + 0.5) * STEP} y="12">
              {INITIAL.format(dateOf(month))}
            </text>
          ))}
        </svg>
      </div>
    </div>
  );
}

interface Line {
  readonly category: string;
  readonly counts: readonly number[];
  readonly sum: number;
  /** Events of months before those that are shown. */
  readonly earlier: number;
}

function linesOf(months: Months, shown: readonly string[]): readonly Line[] {
  const categories = [...new Set(months.map(({ category }) => category))];
  return categories
    .map((category) => {
      const own = months.filter((one) => one.category === category);
      const counts = shown.map((month) => own.find((one) => one.month === month)?.events ?? 0);
      const sum = own.reduce((all, { events }) => all + events, 0);
      return { category, counts, sum, earlier: sum - counts.reduce((all, one) => all + one, 0) };
    })
    .sort((a, b) => b.sum - a.sum);
}

/** The twelve months up to one, oldest first: `2027-03`. */
function monthsUntil(last: string): readonly string[] {
  const [year = 0, month = 0] = last.split('-').map(Number);
  return Array.from({ length: SHOWN_MONTHS }, (_, k) =>
    new Date(Date.UTC(year, month - SHOWN_MONTHS + k, 1)).toISOString().slice(0, 7),
  );
}

/** By area: twice as much looks twice as large. */
const radiusOf = (count: number, most: number): number =>
  count === 0 ? NONE : Math.max(SMALLEST, LARGEST * Math.sqrt(count / most));

function spoken(counts: readonly number[], shown: readonly string[], earlier: number): string {
  const said = counts.flatMap((count, k) =>
    count === 0 ? [] : [`${LONG.format(dateOf(shown[k]!))}: ${count.toLocaleString()}`],
  );
  return [...(earlier > 0 ? [`before: ${earlier.toLocaleString()}`] : []), ...said].join(', ');
}
