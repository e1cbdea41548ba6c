/** What products and apps send, while they send it. Nothing of it is kept by this page. */
import { useRef, useState } from 'preact/hooks';
import { useProductNames } from '../api/homes.ts';
import { useStream } from '../api/stream.ts';
import { Moment } from '../design/moment.tsx';
import { Notice } from '../design/notice.tsx';

interface Payload {
  readonly receivedAt: string;
  readonly product: string;
  /** How many payloads could not be shown since the one before. */
  readonly dropped: number;
  readonly events: readonly {
    readonly event: string;
    readonly fields: readonly {
      readonly field: string;
      readonly value?: unknown;
      readonly effect: 'stored' | 'withheld' | 'refused';
      readonly why: string;
      readonly says?: string;
      readonly clauseSays?: string;
    }[];
  }[];
}

const MOST_SHOWN = 60;
type Wanted = 'everything' | 'stored' | 'withheld' | 'refused';

export function Glass() {
  const [payloads, setPayloads] = useState<readonly (Payload & { n: number })[]>([]);
  const [isPaused, setPaused] = useState(false);
  const [wanted, setWanted] = useState<Wanted>('everything');
  const nameOfProduct = useProductNames();
  const count = useRef(0);
  const see = (data: string) => {
    if (isPaused) return;
    count.current += 1;
    const payload = { ...(JSON.parse(data) as Payload), n: count.current };
    setPayloads((before) => [payload, ...before].slice(0, MOST_SHOWN));
  };
  const isOpen = useStream('GET /v1/me/glass', { payload: see }, () => {});
  const shown = payloads.flatMap((payload) => {
    const events = payload.events
      .map((one) => ({
        ...one,
        fields: one.fields.filter(({ effect }) => wanted === 'everything' || effect === wanted),
      }))
      .filter(({ fields }) => fields.length > 0);
    return events.length === 0 ? [] : [{ ...payload, events }];
  });
  return (
    <>
      <h1>Right now</h1>
      <p class="lead">
        What your products and apps send, as it arrives. What is struck through is not kept, and goes nowhere.
      </p>
      <div class="row">
        <button type="button" aria-pressed={isPaused} onClick={() => setPaused(!isPaused)}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
        <label class="row" for="wanted">
          Show
          <select id="wanted" value={wanted} onChange={({ currentTarget }) => setWanted(currentTarget.value as Wanted)}>
            <option value="everything">everything</option>
            <option value="stored">what is kept</option>
            <option value="withheld">what a clause withholds</option>
            <option value="refused">what is not accepted</option>
          </select>
        </label>
      </div>
      {!isOpen && (
        <Notice>
          <p>Connecting. If it takes long, look at your connection.</p>
        </Notice>
      )}
      {isOpen && shown.length === 0 && (
        <p class="empty">Nothing yet. As soon as one of your products sends something, you see it here.</p>
      )}
      <div role="log" aria-label="What arrives" aria-live="off">
        {shown.map(({ n, receivedAt, product, events, dropped }) => (
          <article class="card payload" key={n}>
            <h3>
              {events.map(({ event }) => event).join(', ')}{' '}
              <span class="quiet">from {nameOfProduct(product) ?? 'a product'}</span>
            </h3>
            <p class="hint">
              <Moment at={receivedAt} />
              {dropped > 0 && ` · ${dropped} before it came too fast to be shown`}
            </p>
            {events.map(({ event, fields }, k) => (
              <dl class="pairs" key={k} aria-label={event}>
                {fields.map(({ field, value, effect, why, says, clauseSays }) => (
                  <FieldSeen key={field} {...{ field, value, effect, why, says, clauseSays }} />
                ))}
              </dl>
            ))}
          </article>
        ))}
      </div>
    </>
  );
}

function FieldSeen(one: Payload['events'][number]['fields'][number]) {
  const { field, value, effect, why, says, clauseSays } = one;
  const text = value === undefined ? '(not shown)' : typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <>
      <dt>{says ?? field}</dt>
      <dd>
        {effect === 'stored' ? text : <del>{text}</del>}
        {effect === 'withheld' && (
          <p class="hint">
            Withheld: <a href={`/statement#${why}`}>{clauseSays ?? why}</a>
          </p>
        )}
        {effect === 'refused' && <p class="hint">Not accepted: {why.replaceAll('-', ' ')}</p>}
      </dd>
    </>
  );
}
