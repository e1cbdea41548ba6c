import { Fault } from '../vault/fault.ts';

/**
 * Lets work that keeps a processor busy run so many at once; others wait in turn. When `mostWaiting` wait already, the next is
 * turned away: it would be answered too late for anyone to wait for, and all else meanwhile.
 *
 * @throws Fault `too-busy`
 */
export function inTurn({ atOnce, mostWaiting }: { readonly atOnce: number; readonly mostWaiting: number }) {
  const waiting: (() => void)[] = [];
  let running = 0;

  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting)
        throw new Fault('too-busy', 'too much is asked at once', 'try again in a moment');
      await new Promise<void>((go) => waiting.push(go));
    } else running += 1;
    try {
      return await work();
    } finally {
      // Whoever is next takes this place over.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
