import type { Answer, Question, Standing } from '../statement/question.ts';
import type { Compiled } from './compile.ts';

/** Where nothing is known of the subject, every choice stands as the statement starts it. */
export const NOTHING_KNOWN: Standing = Object.freeze({ choices: {}, facts: {} });

/**
 * Answers one question. Permitted and withheld answers name the clause that decides; what no clause speaks of
 * is refused. To ask much about one subject, keep `compiled.know(standing)` and ask `compiled` itself.
 */
export function decide(compiled: Compiled, question: Question, standing: Standing = NOTHING_KNOWN): Answer {
  switch (question.ask) {
    case 'hold':
      return compiled.hold(question);
    case 'figure':
      return compiled.figure(question);
    case 'collect':
      return compiled.collect(question, compiled.know(standing));
    case 'open':
      return compiled.open(question, compiled.know(standing));
    case 'send':
      return compiled.send(question, compiled.know(standing));
    case 'contact':
      return compiled.contact(question, compiled.know(standing));
    case 'set':
      return compiled.set(question, compiled.know(standing));
  }
}
