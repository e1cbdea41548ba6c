/** What a page shows of an answer: it is waited for, here, or did not come. */
import { useCallback, useEffect, useState } from 'preact/hooks';
import { type Answer, call, type Given, type Operation, type Problem, problemOf } from './call.ts';

export type Asked<T> =
  | { readonly state: 'waiting' }
  | { readonly state: 'here'; readonly answer: T }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Asks once, and again when `given` changes or `again` is called; what was there stays to be seen meanwhile. */
export function useAsked<O extends Operation>(
  operation: O,
  given: Given<O>,
): Asked<Answer<O>> & { readonly again: () => Promise<void> } {
  const [asked, setAsked] = useState<Asked<Answer<O>>>({ state: 'waiting' });
  const key = JSON.stringify(given);
  const again = useCallback(async () => {
    try {
      const answer = await (call as (o: O, g: Given<O>) => Promise<Answer<O>>)(operation, JSON.parse(key) as Given<O>);
      setAsked({ state: 'here', answer });
    } catch (error) {
      setAsked((before) => (before.state === 'here' ? before : { state: 'failed', problem: problemOf(error) }));
    }
  }, [operation, key]);
  useEffect(() => {
    setAsked({ state: 'waiting' });
    void again();
  }, [again]);
  return { ...asked, again };
}
