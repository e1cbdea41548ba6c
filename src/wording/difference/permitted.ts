/** What one version permits that the other does not, in plain words. */
import { type Compiled, compile, type Known } from '../../decide/compile.ts';
import type { ClauseId } from '../../statement/clause.ts';
import type { Answer, Question, Standing } from '../../statement/question.ts';
import type { Statement } from '../../statement/statement.ts';
import { own } from '../own.ts';
import { CHANNEL, dataWords, listWords, quoted, says } from '../phrase.ts';
import { questions } from './questions.ts';

/** Questions of one sort that a clause permits, and the other version did not. */
export interface Newly {
  readonly clause: ClauseId;
  /** What it amounts to: `we send your name to the courier who brings your parcel, to bring …`. */
  readonly says: string;
  /** How the other version answered: with its clause, or without. */
  readonly otherwise: string;
}

/** What `here` permits and `there` does not, grouped by clause and by what stood in the way. */
export function newly(here: Statement, there: Statement, may: 'may' | 'may no longer'): readonly Newly[] {
  const [ours, theirs] = [asker(compile(here)), asker(compile(there))];
  const groups = new Map<string, Group>();
  for (const { question, standings } of questions(here, there)) {
    // Answers are made beforehand and shared, so that the same barrier is the same object.
    const met = new Set<Answer>();
    for (const standing of standings) {
      const answer = ours(question, standing);
      if (answer.effect !== 'permitted') continue;
      const other = theirs(question, standing);
      if (other.effect === 'permitted' || met.has(other)) continue;
      met.add(other);
      const { frame, thing, detail = '' } = tell(here, question, may);
      const key = JSON.stringify([answer.clause, frame, other]);
      const group = groups.get(key) ?? { clause: answer.clause, frame, details: new Map(), other };
      groups.set(key, group);
      group.details.set(thing, (group.details.get(thing) ?? new Set()).add(detail));
    }
  }
  return [...groups.values()].flatMap(({ clause, frame, details, other }) =>
    alike(details).map(({ things, detail }) => ({
      // Sound: `compile` names clauses as `clauses` does.
      clause: clause as ClauseId,
      says: frame.replace('…', () => listWords(things)) + detail,
      otherwise: barrier(there, other),
    })),
  );
}

interface Group {
  readonly clause: string;
  readonly frame: string;
  /** What it is about, each with the places or sources for which it is so; an empty detail is all of them. */
  readonly details: Map<string, Set<string>>;
  readonly other: Answer;
}

/** Things of equal details together, so that each is told once. */
function alike(details: Group['details']): { readonly things: readonly string[]; readonly detail: string }[] {
  const together = new Map<string, string[]>();
  for (const [thing, all] of details) {
    const detail = all.has('') ? '' : ` (${listWords([...all], 'or')})`;
    together.set(detail, [...(together.get(detail) ?? []), thing]);
  }
  return [...together].map(([detail, things]) => ({ things, detail }));
}

/** Answers questions, and works each standing out once however often it comes. */
function asker(compiled: Compiled) {
  const ready = new Map<Standing, Known>();
  const know = (standing: Standing): Known => {
    const known = ready.get(standing) ?? compiled.know(standing);
    ready.set(standing, known);
    return known;
  };
  return (question: Question, standing: Standing): Answer => {
    switch (question.ask) {
      case 'hold':
        return compiled.hold(question);
      case 'figure':
        return compiled.figure(question);
      case 'collect':
        return compiled.collect(question, know(standing));
      case 'open':
        return compiled.open(question, know(standing));
      case 'send':
        return compiled.send(question, know(standing));
      case 'contact':
        return compiled.contact(question, know(standing));
      case 'set':
        return compiled.set(question, know(standing));
    }
  };
}

/** A question as a sentence with a hole, so that questions of one frame are told together. */
function tell(
  statement: Statement,
  question: Question,
  may: string,
): { frame: string; thing: string; detail?: string } {
  const { words } = statement;
  const data = (one: { category: string; field: string }) => dataWords(statement, `${one.category}.${one.field}`);
  switch (question.ask) {
    case 'hold':
      return { frame: `… ${may} be kept`, thing: dataWords(statement, question.category) };
    case 'collect': {
      const when = statement.collect[question.event]?.says ?? question.event;
      return {
        frame: `… ${may} be collected when ${when}`,
        thing: data(question),
        detail: says(words.touchpoints, question.at),
      };
    }
    case 'open':
      return {
        frame: `… ${may} be used ${says(words.purposes, question.purpose)}`,
        thing: data(question),
        detail: from(statement, question.source),
      };
    case 'send':
      return {
        frame: `… ${may} go to ${says(words.recipients, question.recipient)}, ${says(words.purposes, question.purpose)}`,
        thing: data(question),
        detail: from(statement, question.source),
      };
    case 'contact':
      return {
        frame: `${says(statement.messages, question.message)} ${may} reach you …`,
        thing: CHANNEL[question.channel],
      };
    case 'set':
      return { frame: `… ${may} be set`, thing: `${question.cookie} (${says(statement.cookies, question.cookie)})` };
    case 'figure': {
      const to = question.recipient === undefined ? 'shown' : `given to ${says(words.recipients, question.recipient)}`;
      return {
        frame: `… ${may} be ${to} when it is about ${question.subjects}`,
        thing: says(statement.figures, question.figure),
      };
    }
  }
}

const from = (statement: Statement, source: string | undefined) =>
  source === undefined ? '' : `where it comes from ${says(statement.words.sources, source)}`;

const BARRIER: { readonly [K in Extract<Answer, { effect: 'withheld' }>['because']]: string } = {
  'choice-off': 'not while the choice is off',
  'not-authorised': 'not without your authorisation of this very recipient',
  condition: 'not unless its conditions hold',
  passing: 'not at all: it only passed through',
  'aggregates-only': 'not about one person: as figures only',
  'not-its-own': 'not beyond the recipient’s own content',
  'source-forbids': 'not against what its source forbids',
  'no-ground': 'not without a recorded ground',
  'no-safeguard': 'not without a safeguard',
  sold: 'not for money or other value',
  'too-few': 'not about so few people',
  restricted: 'not while you have it restricted',
  objected: 'not against your objection',
  paused: 'not while you have it paused',
};

function barrier(statement: Statement, answer: Answer): string {
  if (answer.effect !== 'withheld') return 'not at all';
  const choice = own(statement.choices, answer.clause.replace(/^choices\./, ''));
  if (answer.because === 'choice-off' && choice !== undefined) return `not while ${quoted(choice.asks)} is off`;
  return BARRIER[answer.because];
}
