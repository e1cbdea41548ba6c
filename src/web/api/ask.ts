/** What a page shows of an answer: it is waited for, here, or did not come. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type Answer, call, type Given, type Operation, type Problem, problemOf } from './call.ts';
import { session } from './session.ts';

export type Asked<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly answer: T }
  | { readonly state: 'failed'; readonly problem: Problem };

export type Asking<T> = Asked<T> & { readonly again: () => Promise<void> };

/**
 * Loads once, and again when `key` changes, `again` is called, or somebody has signed in once more; what was there stays to be
 * seen meanwhile.
 */
export function useLoaded<T>(load: () => Promise<T>, key: string): Asking<T> {
  const [asked, setAsked] = useState<Asked<T>>({ state: 'waiting' });
  const turn = useRef(0);
  // The key says what is loaded.
  const again = useCallback(async () => {
    turn.current += 1;
    const own = turn.current;
    try {
      const answer = await load();
      // An answer that was overtaken by a newer one is old.
      if (own === turn.current) setAsked({ state: 'here', answer });
    } catch (error) {
      if (own !== turn.current) return;
      setAsked((before) => (before.state === 'here' ? before : { state: 'failed', problem: problemOf(error) }));
    }
  }, [key]);
  const isOver = session.value === 'over';
  useEffect(() => setAsked({ state: 'waiting' }), [again]);
  useEffect(() => {
    if (!isOver) void again();
  }, [again, isOver]);
  return { ...asked, again };
}

/** Asks for what the interface answers to `given`. */
export function useAsked<O extends Operation>(operation: O, given: Given<O>): Asking<Answer<O>> {
  const ask = call as (operation: O, given: Given<O>) => Promise<Answer<O>>;
  return useLoaded(() => ask(operation, given), `${operation} ${JSON.stringify(given)}`);
}
