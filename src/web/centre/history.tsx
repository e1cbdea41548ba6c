import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { useProductNames } from '../api/homes.ts';
import { useStatement } from '../api/statement.ts';
import { Field, Form } from '../design/form.tsx';
import { Trouble } from '../design/notice.tsx';
import { Item } from './item.tsx';

type Page = Answer<'GET /v1/me/data'>;
interface Filter {
  readonly q: string;
  readonly category: string;
  readonly from: string;
  readonly to: string;
}
const EVERYTHING: Filter = { q: '', category: '', from: '', to: '' };
const PAGE = '50';

export function History() {
  const { query } = useLocation();
  const [filter, setFilter] = useState<Filter>({ ...EVERYTHING, category: query.category ?? '' });
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [isAtIt, setAtIt] = useState(true);
  const [problem, setProblem] = useState<Problem>();

  async function more(wanted: Filter, before: readonly Page[]) {
    setAtIt(true);
    setProblem(undefined);
    try {
      const page = await find(wanted, before.at(-1)?.next);
      setPages([...before, page]);
    } catch (error) {
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  useEffect(() => void more(filter, []), [filter]);

  const nameOfProduct = useProductNames();
  const items = pages.flatMap((page) => page.items);
  const words = pages.at(-1)?.words;
  const next = pages.at(-1)?.next;
  return (
    <>
      <h1>History</h1>
      <p class="lead">What is held of what happened, newest first.</p>
      <Filters filter={filter} onWant={async (wanted) => setFilter(wanted)} />
      {problem !== undefined && <Trouble problem={problem} />}
      <p class="visually-hidden" role="status">
        {isAtIt ? 'Looking' : `${items.length} found`}
      </p>
      {words !== undefined &&
        items.map((item, k) => <Item key={k} item={item} words={words} from={nameOfProduct(item.product)} />)}
      {!isAtIt && items.length === 0 && problem === undefined && (
        <p class="empty">
          {Object.values(filter).every((one) => one === '')
            ? 'Nothing is held yet.'
            : 'Nothing of this sort is held. Look for something else?'}
        </p>
      )}
      {isAtIt && <p class="waiting">One moment</p>}
      {next !== undefined && !isAtIt && (
        <button type="button" class="quiet" onClick={() => void more(filter, pages)}>
          Show older
        </button>
      )}
    </>
  );
}

function Filters({ filter, onWant }: { filter: Filter; onWant: (filter: Filter) => Promise<void> }) {
  const statement = useStatement();
  return (
    <details class="card" open={filter.category !== ''}>
      <summary>Look for something</summary>
      <Form
        does="Look"
        onSend={({ q = '', category = '', from = '', to = '' }) =>
          onWant({ q, category, from: instant(from), to: instant(to) })
        }
      >
        <Field name="q" label="Words" type="search" isOptional />
        <div class="field">
          <label for="category">Category</label>
          <select id="category" name="category">
            <option value="">All</option>
            {Object.entries(statement?.words.data ?? {}).map(([name, { says }]) => (
              <option key={name} value={name} selected={name === filter.category}>
                {says}
              </option>
            ))}
          </select>
        </div>
        <Field name="from" label="From" type="datetime-local" isOptional />
        <Field name="to" label="Until" type="datetime-local" isOptional />
      </Form>
    </details>
  );
}

/** A time of day as typed, in the zone of who typed it, as RFC 3339. */
const instant = (typed: string): string => (typed === '' ? '' : new Date(typed).toISOString());

/** @throws Failed */
function find({ q, category, from, to }: Filter, cursor: string | undefined): Promise<Page> {
  const query = {
    limit: PAGE,
    ...(category !== '' && { category }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
    ...(cursor !== undefined && { cursor }),
  };
  return q === '' ? call('GET /v1/me/data', { query }) : call('POST /v1/me/data/search', { query, body: { q } });
}
