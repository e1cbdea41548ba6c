/** Deleting a part of what is held: hidden at once, and to be had back for a time. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useAsked } from '../api/ask.ts';
import { type Answer, call, type Given, type Problem, problemOf } from '../api/call.ts';
import { useStatement } from '../api/statement.ts';
import { Dialog } from '../design/dialog.tsx';
import { Form } from '../design/form.tsx';
import { Moment } from '../design/moment.tsx';
import { Trouble } from '../design/notice.tsx';
import type { Filter } from './history.tsx';

type Scope = Given<'POST /v1/me/deletions'>['body'];
type Deletion = Answer<'GET /v1/me/deletions'>['deletions'][number];
/** What was deleted just now. */
type Last = Answer<'POST /v1/me/deletions'> & Scope;

export interface Deletions {
  readonly all: readonly Deletion[];
  readonly last: Last | undefined;
  readonly problem: Problem | undefined;
  readonly remove: (scope: Scope) => Promise<void>;
  readonly haveBack: (id: string) => Promise<void>;
}

/** `reload` shows what is held anew. */
export function useDeletions(reload: () => Promise<void>): Deletions {
  const asked = useAsked('GET /v1/me/deletions', {});
  const [last, setLast] = useState<Last>();
  const [problem, setProblem] = useState<Problem>();
  const trying = async (act: () => Promise<void>) => {
    setProblem(undefined);
    try {
      await act();
      await asked.again();
    } catch (error) {
      setProblem(problemOf(error));
    }
  };
  return {
    all: asked.state === 'here' ? asked.answer.deletions : [],
    last,
    problem,
    remove: (scope) =>
      trying(async () => {
        const made = await call('POST /v1/me/deletions', { body: scope });
        setLast({ ...made, ...scope });
        if (scope.item === undefined) await reload();
      }),
    haveBack: (id) =>
      trying(async () => {
        await call('DELETE /v1/me/deletions/{id}', { params: { id } });
        setLast(undefined);
        await reload();
      }),
  };
}

/** Everything that the filter finds, not only what is listed so far. */
export function DeleteThese({ filter, remove }: { filter: Filter; remove: Deletions['remove'] }) {
  const [isAsked, setAsked] = useState(false);
  const { category, from, to } = filter;
  const scope = {
    ...(category !== '' && { category }),
    ...(from !== '' && { from }),
    ...(to !== '' && { to }),
  };
  const isAll = Object.keys(scope).length === 0;
  return (
    <>
      <button type="button" class="quiet" onClick={() => setAsked(true)}>
        {isAll ? 'Delete all of it' : 'Delete all of these'}
      </button>
      {isAsked && (
        <Dialog title={isAll ? 'Delete all that happened' : 'Delete all of these'} onClose={() => setAsked(false)}>
          <p>
            {isAll ? 'All history' : 'All that this search finds, older ones too,'} is hidden at once. You can have it
            back for a while; then it is destroyed. Your account and your products stay.
          </p>
          <Form
            does="Delete"
            kind="grave"
            onSend={async () => {
              setAsked(false);
              await remove(isAll ? { everything: true } : scope);
            }}
          />
        </Dialog>
      )}
    </>
  );
}

/** Stays in sight after something was deleted, with the way back. */
export function Undo({ deletions: { last, problem, haveBack } }: { deletions: Deletions }) {
  const button = useRef<HTMLButtonElement>(null);
  // What was focused is gone with what was deleted.
  useEffect(() => button.current?.focus(), [last?.id]);
  return (
    <div class="undo" role="status">
      {problem !== undefined && <Trouble problem={problem} />}
      {last !== undefined && (
        <div class="row">
          <span>
            Deleted. Yours to have back until <Moment at={last.undoUntil} />
          </span>
          <button type="button" ref={button} onClick={() => void haveBack(last.id)}>
            Have it back
          </button>
        </div>
      )}
    </div>
  );
}

/** What was deleted before, and can be had back or not any more. */
export function Deleted({ deletions: { all, haveBack } }: { deletions: Deletions }) {
  const statement = useStatement();
  if (all.length === 0) return null;
  const says = (category: string) => statement?.words.data[category]?.says ?? category;
  return (
    <details class="card">
      <summary>What you deleted</summary>
      <ul class="rows">
        {all.map((deletion) => (
          <li class="item row" key={deletion.id}>
            <span>
              {whatOf(deletion, says)}, <Moment at={deletion.made} />
            </span>
            {deletion.isDestroyed ? (
              <span class="quiet">Destroyed</span>
            ) : (
              <button type="button" class="quiet" onClick={() => void haveBack(deletion.id)}>
                Have it back
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const dayOf = (at: string) => DAY.format(new Date(at));

function whatOf({ item, categories, from, to }: Deletion, says: (category: string) => string): string {
  if (item !== undefined) return 'One thing';
  const what = categories === undefined ? 'All that happened' : categories.map(says).join(', ');
  return [what, from && `from ${dayOf(from)}`, to && `until ${dayOf(to)}`].filter(Boolean).join(' ');
}
