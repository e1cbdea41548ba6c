/** Questions with their answers: tests of the statement, and illustrations for its readers. */
import { collecting } from './examples-collecting.ts';
import { sharing } from './examples-sharing.ts';

export const examples = [...collecting, ...sharing] as const;
