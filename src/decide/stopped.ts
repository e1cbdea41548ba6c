/** What is stopped for a time, from everybody: the answers of a statement, but that nothing of it is collected. */
import type { Answer } from '../statement/question.ts';
import type { Compiled } from './compile.ts';

/** Categories, and single fields: `activity`, `activity.track`. */
export type Stopped = ReadonlySet<string>;

export const isStopped = (stopped: Stopped, category: string, field: string): boolean =>
  stopped.has(category) || stopped.has(`${category}.${field}`);

const STOPPED: Answer = Object.freeze({ effect: 'refused', because: 'stopped' });

/** What a choice withholds it goes on to withhold. */
export function withStopped(compiled: Compiled, stopped: Stopped): Compiled {
  if (stopped.size === 0) return compiled;
  return {
    ...compiled,
    collect(question, known) {
      const answer = compiled.collect(question, known);
      return answer.effect === 'permitted' && isStopped(stopped, question.category, question.field) ? STOPPED : answer;
    },
  };
}
