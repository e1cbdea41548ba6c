/** What is collected, while it is: exact sums out of the books, and the switch that stops a part of it at once. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call } from '../api/call.ts';
import { findStaff, staff } from '../api/staff-session.ts';
import { useStream } from '../api/stream.ts';
import { Day, Moment } from '../design/moment.tsx';
import { Press } from '../design/press.tsx';
import { Await } from '../design/waiting.tsx';

type Look = Answer<'GET /v1/staff/collection'>;
type Category = Look['categories'][number];

const MINUTE = 60_000;

export function Collection() {
  const asked = useAsked('GET /v1/staff/collection', {});
  const [told, setTold] = useState<Look>();
  const answer = asked.state === 'here' ? asked.answer : undefined;
  // What was asked for last is the newest, unless something was told meanwhile.
  useEffect(
    () => setTold((one) => (one !== undefined && answer !== undefined && one.at > answer.at ? one : undefined)),
    [answer],
  );
  const isLive = useStream(
    'GET /v1/staff/collection/stream',
    // Sound: the service says the same in both places.
    { look: (data) => setTold(JSON.parse(data) as Look) },
    () => {},
    findStaff,
  );
  return (
    <>
      <h1>Collection</h1>
      <p class="lead">What arrives, and what becomes of it: every event and field, counted once.</p>
      <Await asked={asked}>{(first) => <Now look={told ?? first} isLive={isLive} again={asked.again} />}</Await>
    </>
  );
}

function Now({ look, isLive, again }: { look: Look; isLive: boolean; again: () => Promise<void> }) {
  const first = useRef(look);
  const minutes = (Date.parse(look.at) - Date.parse(first.current.at)) / MINUTE;
  const rate = (of: (one: Look) => number) => (minutes > 0 ? (of(look) - of(first.current)) / minutes : undefined);
  const events = (effect: string) => (one: Look) =>
    sum(one.counts.filter((count) => count.unit === 'events' && count.effect === effect).map(({ n }) => n));
  return (
    <>
      <dl class="big">
        <Figure says="events received" n={look.received.events} rate={rate(({ received }) => received.events)} />
        {(['stored', 'withheld', 'refused'] as const).map((effect) => (
          <Figure key={effect} says={effect} n={events(effect)(look)} rate={rate(events(effect))} />
        ))}
      </dl>
      <p role="status" class={isLive ? undefined : 'late'}>
        {isLive ? 'Live' : 'Not live: these may be old'}
      </p>
      <p class="hint">
        Counted <Moment at={look.at} isExact />. Rates are of the time since you opened this page.
      </p>

      <h2>By category</h2>
      {busiestFirst(first.current).map((category) => (
        <CategoryRow
          key={category.category}
          category={category}
          look={look}
          rate={rate((one) => keptOf(one, category.category))}
          again={again}
        />
      ))}

      <Reasons look={look} effect="withheld" says="Withheld, by clause" />
      <Reasons look={look} effect="refused" says="Refused, by reason" />

      <h2>About to go</h2>
      {look.soon.length === 0 ? (
        <p class="empty">Nothing ends within a month.</p>
      ) : (
        <div class="scroll">
          <table>
            <caption>What ends within a month, and how much is held of its kind</caption>
            <thead>
              <tr>
                <th scope="col">Category</th>
                <th scope="col">Next goes</th>
                <th scope="col" class="n">
                  Held
                </th>
              </tr>
            </thead>
            <tbody>
              {look.soon.map(({ category, next, n }) => (
                <tr key={category}>
                  <th scope="row">{category}</th>
                  <td>
                    <Day day={next} />
                  </td>
                  <td class="n">{count(n)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** In one order for as long as the page is open, or rows would move from under a finger. */
const busiestFirst = (look: Look): readonly Category[] =>
  look.categories.toSorted((a, b) => keptOf(look, b.category) - keptOf(look, a.category));

const count = (n: number) => n.toLocaleString();
const sum = (all: readonly number[]) => all.reduce((total, n) => total + n, 0);
const keptOf = ({ kept }: Look, category: string) =>
  sum(kept.filter((one) => one.category === category).map(({ n }) => n));
const perMinute = (rate: number | undefined) =>
  rate === undefined ? '' : `${rate < 10 ? Math.round(rate * 10) / 10 : Math.round(rate)} a minute`;

const Figure = ({ says, n, rate }: { says: string; n: number; rate: number | undefined }) => (
  <div>
    <dt>
      {says}
      <br />
      {perMinute(rate) || ' '}
    </dt>
    <dd>{count(n)}</dd>
  </div>
);

interface CategoryProps {
  readonly category: Category;
  readonly look: Look;
  readonly rate: number | undefined;
  readonly again: () => Promise<void>;
}

function CategoryRow({ category: { category, says, functional, fields }, look, rate, again }: CategoryProps) {
  const stopped = new Map(look.stops.map((one) => [one.data, one.since]));
  const since = stopped.get(category);
  const some = fields.filter(({ field }) => stopped.has(`${category}.${field}`)).length;
  return (
    <details class={since === undefined ? 'item' : 'item stopped'}>
      <summary>
        <span>
          {says}
          {fields.some(({ isNew }) => isNew) && <span class="tag">new</span>}
          <span class="quiet">
            {since !== undefined ? 'stopped' : some > 0 ? `${some} of ${fields.length} fields stopped` : category}
          </span>
        </span>
        <span class="clock">
          {count(keptOf(look, category))} kept{rate !== undefined && ` · ${perMinute(rate)}`}
        </span>
      </summary>
      {functional && (
        <p class="hint">The products depend on it: what they need it for does not work while it is stopped.</p>
      )}
      <Stop data={category} name="all of it" since={since} again={again} />
      <ul class="fields">
        {fields.map(({ field, says, isNew }) => (
          <li key={field}>
            <span>
              {says}
              {isNew && <span class="tag">new</span>}
            </span>
            {since === undefined && (
              <Stop
                data={`${category}.${field}`}
                name={says}
                since={stopped.get(`${category}.${field}`)}
                again={again}
              />
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface StopProps {
  readonly data: string;
  readonly name: string;
  readonly since: string | undefined;
  readonly again: () => Promise<void>;
}

/** In force everywhere once the button says so. */
function Stop({ data, name, since, again }: StopProps) {
  const isStopped = since !== undefined;
  return (
    <div class="row">
      {isStopped && (
        <span class="late">
          Stopped since <Moment at={since} />
        </span>
      )}
      {staff.value?.may.includes('collection.stop') && (
        <Press
          does={isStopped ? 'Let it go on' : 'Stop'}
          to={name}
          // One is grave enough to see; two dozen would be a wall.
          class={isStopped || data.includes('.') ? 'quiet stop' : 'stop grave'}
          onPress={async () => {
            const body = { state: isStopped ? 'on' : 'stopped' } as const;
            await call('PUT /v1/staff/collection/stops/{data}', { params: { data }, body });
            await again();
          }}
        />
      )}
    </div>
  );
}

function Reasons({ look, effect, says }: { look: Look; effect: 'withheld' | 'refused'; says: string }) {
  const rows = new Map<string, { why: string; says: string; version: string; events: number; fields: number }>();
  for (const one of look.counts) {
    if (one.effect !== effect) continue;
    const key = `${one.why} ${one.version}`;
    const row = rows.get(key) ?? { why: one.why, says: one.says, version: one.version, events: 0, fields: 0 };
    row[one.unit] += one.n;
    rows.set(key, row);
  }
  const dated = new Map(look.versions.map(({ version, dated }) => [version, dated]));
  const sorted = [...rows.values()].sort((a, b) => b.fields + b.events - a.fields - a.events);
  return (
    <>
      <h2>{says}</h2>
      {sorted.length === 0 ? (
        <p class="empty">Nothing was {effect}.</p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{effect === 'withheld' ? 'Clause' : 'Reason'}</th>
                <th scope="col">Version of</th>
                <th scope="col" class="n">
                  Events
                </th>
                <th scope="col" class="n">
                  Fields
                </th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ why, says, version, events, fields }) => (
                <tr key={`${why} ${version}`}>
                  <th scope="row">
                    {says}
                    {effect === 'withheld' && (
                      <>
                        {' '}
                        <a class="quiet" href={`/statement#${why}`}>
                          {why}
                        </a>
                      </>
                    )}
                  </th>
                  <td>{dated.get(version) ?? version}</td>
                  <td class="n">{count(events)}</td>
                  <td class="n">{count(fields)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
