import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Answer, call, type Problem, problemOf } from '../api/call.ts';
import { findHomes, type Home, namerOf } from '../api/homes.ts';
import { useStatement } from '../api/statement.ts';
import { Field, Form } from '../design/form.tsx';
import { Trouble } from '../design/notice.tsx';
import { AutoDelete } from './auto-delete.tsx';
import { Deleted, DeleteThese, Undo, useDeletions } from './deletions.tsx';
import { Holds } from './holds.tsx';
import { Item } from './item.tsx';
import { Pause } from './limits.tsx';

type Page = Answer<'GET /v1/me/data'>;
export interface Filter {
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
  const [homes, setHomes] = useState<readonly Home[]>([]);
  const [isAtIt, setAtIt] = useState(true);
  const [problem, setProblem] = useState<Problem>();
  const turn = useRef(0);

  async function more(wanted: Filter, before: readonly Page[]) {
    turn.current += 1;
    const own = turn.current;
    setAtIt(true);
    setProblem(undefined);
    try {
      // Names come with what they name, so that nothing has to move for them.
      const [page, known] = await Promise.all([find(wanted, before.at(-1)?.next), findHomes()]);
      if (own !== turn.current) return;
      setHomes(known);
      setPages([...before, page]);
    } catch (error) {
      if (own !== turn.current) return;
      setProblem(problemOf(error));
    }
    setAtIt(false);
  }
  useEffect(() => void more(filter, []), [filter]);
  const deletions = useDeletions(() => more(filter, []));

  const gone = new Set([...deletions.all.map(({ item }) => item), deletions.last?.item]);
  const items = pages.flatMap((page) => page.items).filter(({ id }) => !gone.has(id));
  const words = pages.at(-1)?.words;
  const next = pages.at(-1)?.next;
  const nameOfProduct = namerOf(homes);
  const isAll = Object.values(filter).every((one) => one === '');
  return (
    <>
      <h1>History</h1>
      <p class="lead">What is held of what happened, newest first.</p>
      <Holds />
      <Filters filter={filter} onWant={async (wanted) => setFilter(wanted)} />
      {problem !== undefined && <Trouble problem={problem} />}
      <p class="visually-hidden" role="status">
        {isAtIt ? 'Looking' : `${items.length} found`}
      </p>
      {words !== undefined &&
        items.map((item) => (
          <Item key={item.id} item={item} words={words} from={nameOfProduct(item.product)}>
            <button type="button" class="quiet" onClick={() => void deletions.remove({ item: item.id })}>
              Delete this
            </button>
          </Item>
        ))}
      {!isAtIt && items.length === 0 && problem === undefined && (
        <p class="empty">{isAll ? 'Nothing is held yet.' : 'Nothing of this sort is held. Look for something else?'}</p>
      )}
      {isAtIt && <p class="waiting">One moment</p>}
      <div class="row after">
        {next !== undefined && !isAtIt && (
          <button type="button" class="quiet" onClick={() => void more(filter, pages)}>
            Show older
          </button>
        )}
        {filter.q === '' && items.length > 0 && <DeleteThese filter={filter} remove={deletions.remove} />}
      </div>
      {filter.category !== '' && (
        <>
          <Pause category={filter.category} />
          <AutoDelete key={filter.category} category={filter.category} changed={() => more(filter, [])} />
        </>
      )}
      <Deleted deletions={deletions} />
      <Undo deletions={deletions} />
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
