/**
 * The meaning of a statement, written as slowly and plainly as it can be: each question walks the clauses
 * from the beginning. The compiled decider is held to it by the property tests, so that it shares no code
 * with `src/decide`, nor any of the helpers there are for clauses.
 */
import type {
  Answer,
  Because,
  CollectQuestion,
  Condition,
  ContactQuestion,
  FigureQuestion,
  HoldQuestion,
  OpenQuestion,
  Question,
  Refused,
  SendQuestion,
  SetQuestion,
  Standing,
} from '../statement/question.ts';
import type { ShareClause, Statement } from '../statement/statement.ts';

/** Answers one question of one statement about a subject who stands like this. */
export function decideSlowly(statement: Statement, question: Question, standing: Standing): Answer {
  switch (question.ask) {
    case 'collect':
      return collect(statement, question, standing);
    case 'hold':
      return hold(statement, question);
    case 'open':
      return open(statement, question, standing);
    case 'send':
      return send(statement, question, standing);
    case 'contact':
      return contact(statement, question, standing);
    case 'set':
      return set(statement, question, standing);
    case 'figure':
      return figure(statement, question);
  }
}

function collect(statement: Statement, question: CollectQuestion, standing: Standing): Answer {
  const clause = named(statement.collect, question.event);
  if (clause === undefined) return refused('undeclared-event');
  if (!clause.at.includes(question.at)) return refused('undeclared-touchpoint');
  const taken = named(clause.takes, question.category);
  if (taken === undefined) return refused('undeclared-category');
  const fields = taken.map((field) => (field.endsWith('?') ? field.slice(0, -1) : field));
  if (!fields.includes(question.field)) return refused('undeclared-field');
  const id = `collect.${question.event}`;
  if (clause.when !== undefined && truth(clause.when, standing) !== 'true') return withheld('condition', id);

  const needed = clause.needs ?? [];
  const overridden: string[] = [];
  for (const name of needed) {
    const choice = named(statement.choices, name);
    if (choice?.kind === 'one-time' && countsAsOn(statement, standing, name)) {
      // A name of no choice is off, and nothing overrides that.
      overridden.push(...(choice.overrides ?? []).filter((other) => Object.hasOwn(statement.choices, other)));
    }
  }
  const governing = choicesThat(statement, (governs) => governs.data?.includes(question.category));
  const heeded = [...needed, ...governing].filter((name) => !overridden.includes(name));
  const off = firstOff(statement, standing, heeded);
  if (off !== undefined) return off;
  if (named(statement.words.data, question.category)?.functional !== true) {
    if (hasLimit(standing, ':restricted')) return withheld('restricted', 'requests.restriction');
    if (hasLimit(standing, `:paused ${question.category}`)) return withheld('paused', 'requests.restriction');
  }
  return permitted(id);
}

function hold(statement: Statement, question: HoldQuestion): Answer {
  const category = named(statement.words.data, question.category);
  if (category === undefined) return refused('undeclared-category');
  if (category.passing) {
    for (const [event, clause] of Object.entries(statement.collect)) {
      if (named(clause.takes, question.category) !== undefined) return withheld('passing', `collect.${event}`);
    }
    return refused('undeclared-category');
  }
  if (named(statement.keep, question.category) === undefined) return refused('undeclared-category');
  return permitted(`keep.${question.category}`);
}

function open(statement: Statement, question: OpenQuestion, standing: Standing): Answer {
  const purpose = named(statement.words.purposes, question.purpose);
  const clause = named(statement.use, question.purpose);
  if (purpose === undefined || clause === undefined) return refused('undeclared-purpose');
  const category = named(statement.words.data, question.category);
  if (category === undefined) return refused('undeclared-category');
  if (named(category.fields, question.field) === undefined) return refused('undeclared-field');
  if (!lists(clause.data, question)) return refused('undeclared-use');
  const id = `use.${question.purpose}`;
  if (question.source !== undefined) {
    const source = named(statement.words.sources, question.source);
    if (source === undefined) return refused('undeclared-source');
    if (source.forbids.purposes?.includes(question.purpose)) return withheld('source-forbids', id);
  }
  if (purpose.sees === 'aggregates') return withheld('aggregates-only', id);
  const required = [
    ...(clause.on === undefined ? [] : [clause.on]),
    ...choicesThat(statement, (governs) => governs.purposes?.includes(question.purpose)),
  ];
  const off = firstOff(statement, standing, required);
  if (off !== undefined) return off;
  return limit(standing, question.purpose, purpose.evenRestricted !== undefined) ?? permitted(id);
}

function send(statement: Statement, question: SendQuestion, standing: Standing): Answer {
  if (named(statement.words.recipients, question.recipient) === undefined) return refused('undeclared-recipient');
  const category = named(statement.words.data, question.category);
  if (category === undefined) return refused('undeclared-category');
  if (named(category.fields, question.field) === undefined) return refused('undeclared-field');
  const considered = Object.entries(statement.share).filter(
    ([, clause]) =>
      clause.to.includes(question.recipient) && clause.for === question.purpose && lists(clause.sends, question),
  );
  if (considered.length === 0) return refused('undeclared-share');
  if (question.source !== undefined && named(statement.words.sources, question.source) === undefined) {
    return refused('undeclared-source');
  }
  const answers = considered.map(([name, clause]) => sendUnder(name, clause, statement, question, standing));
  return answers.find((answer) => answer.effect === 'permitted') ?? answers[0]!;
}

/** What one share clause says; that it speaks of the question is known. */
function sendUnder(
  name: string,
  clause: ShareClause,
  statement: Statement,
  question: SendQuestion,
  standing: Standing,
): Answer {
  const id = `share.${name}`;
  const recipient = named(statement.words.recipients, question.recipient)!;
  if (clause.inReturn === 'money' || clause.inReturn === 'other value') return withheld('sold', id);
  if (question.source !== undefined) {
    const forbids = named(statement.words.sources, question.source)!.forbids;
    if (forbids.purposes?.includes(question.purpose)) return withheld('source-forbids', id);
    if (forbids.recipients?.includes(question.recipient)) return withheld('source-forbids', id);
  }
  if (clause.grounds !== undefined) {
    if (question.ground === undefined || !clause.grounds.includes(question.ground)) return withheld('no-ground', id);
  }
  if (recipient.many && question.party === undefined) return withheld('not-authorised', id);
  if (clause.on !== undefined) {
    const isOn = recipient.many
      ? isOnForParty(statement, standing, clause.on, question.party!)
      : countsAsOn(statement, standing, clause.on);
    if (!isOn) return withheld('not-authorised', `choices.${clause.on}`);
  }
  const governing = choicesThat(statement, (governs) => governs.recipients?.includes(question.recipient));
  for (const name of [...(clause.needs ?? []), ...governing.filter((choice) => choice !== clause.on)]) {
    const forThisOne = recipient.many && concernsOneParty(statement, name);
    const isOn = forThisOne
      ? isOnForParty(statement, standing, name, question.party!)
      : countsAsOn(statement, standing, name);
    if (!isOn) return withheld('choice-off', `choices.${name}`);
  }
  if (clause.own !== undefined && question.own !== (question.party ?? question.recipient)) {
    return withheld('not-its-own', id);
  }
  if (question.region !== undefined && question.region !== recipient.region) {
    const outOf = Object.values(statement.transfers).filter((transfer) => transfer.from === question.region);
    const isProtected = outOf.length > 0;
    const isSafe = outOf.some((transfer) => transfer.to.includes(recipient.region));
    if (isProtected && !isSafe) return withheld('no-safeguard', id);
  }
  const isByLaw = clause.grounds !== undefined;
  return (isByLaw ? undefined : limit(standing, clause.for, false)) ?? permitted(id);
}

function contact(statement: Statement, question: ContactQuestion, standing: Standing): Answer {
  const clause = named(statement.messages, question.message);
  if (clause === undefined) return refused('undeclared-message');
  if (!clause.channels.includes(question.channel)) return refused('undeclared-channel');
  const id = `messages.${question.message}`;
  if (clause.class === 'essential') return permitted(id);
  const use = named(statement.use, clause.for);
  const required = [
    ...clause.on,
    ...(use?.on === undefined ? [] : [use.on]),
    ...choicesThat(statement, (governs) => governs.promotion?.includes(question.channel)),
    ...choicesThat(statement, (governs) => governs.purposes?.includes(clause.for)),
  ];
  return firstOff(statement, standing, required) ?? limit(standing, clause.for, false) ?? permitted(id);
}

function set(statement: Statement, question: SetQuestion, standing: Standing): Answer {
  const clause = named(statement.cookies, question.cookie);
  if (clause === undefined) return refused('undeclared-cookie');
  const id = `cookies.${question.cookie}`;
  const kind = clause.class;
  if (kind === 'strictly-necessary') return permitted(id);
  const required = [
    ...(clause.on === undefined ? [] : [clause.on]),
    ...choicesThat(statement, (governs) => governs.cookies?.includes(kind)),
  ];
  // It needs a choice, and nobody was ever given one.
  if (required.length === 0) return withheld('choice-off', id);
  return firstOff(statement, standing, required) ?? limit(standing, clause.for, false) ?? permitted(id);
}

function figure(statement: Statement, question: FigureQuestion): Answer {
  const clause = named(statement.figures, question.figure);
  if (clause === undefined) return refused('undeclared-figure');
  if (question.recipient !== undefined && !clause.sharedWith?.includes(question.recipient)) {
    return refused('undeclared-share');
  }
  const id = `figures.${question.figure}`;
  // Not `<`: a count that is not a number is not enough either.
  return question.subjects >= clause.atLeast ? permitted(id) : withheld('too-few', id);
}

const hasLimit = (standing: Standing, name: string): boolean => named(standing.choices, name) === 'on';

/** What a person objected to is not done; what is restricted is left alone, unless the law lets it go on. */
function limit(standing: Standing, purpose: string, goesOn: boolean): Answer | undefined {
  if (hasLimit(standing, `:objected ${purpose}`)) return withheld('objected', 'requests.objection');
  if (hasLimit(standing, ':restricted') && !goesOn) return withheld('restricted', 'requests.restriction');
  return undefined;
}

/** The names of the choices whose `governs` this accepts, in the order of the statement. */
function choicesThat(
  statement: Statement,
  accept: (governs: Statement['choices'][string]['governs']) => boolean | undefined,
): string[] {
  return Object.entries(statement.choices)
    .filter(([, choice]) => accept(choice.governs) === true)
    .map(([name]) => name);
}

function firstOff(statement: Statement, standing: Standing, required: readonly string[]): Answer | undefined {
  const off = required.find((name) => !countsAsOn(statement, standing, name));
  return off === undefined ? undefined : withheld('choice-off', `choices.${off}`);
}

/**
 * Whether a choice is on for nobody in particular, with all that it needs, or for some party. `above` are the choices
 * that led here: one that needs itself is off.
 */
function countsAsOn(statement: Statement, standing: Standing, name: string, above: readonly string[] = []): boolean {
  const choice = named(statement.choices, name);
  if (choice === undefined || above.includes(name)) return false;
  const isOn = (named(standing.choices, name) ?? choice.starts) === 'on';
  if (isOn && (choice.needs ?? []).every((need) => countsAsOn(statement, standing, need, [...above, name])))
    return true;
  return Object.keys(standing.choices).some(
    (key) => key.startsWith(`${name}/`) && isOnForParty(statement, standing, name, key.slice(name.length + 1), above),
  );
}

/** Whether a choice was made for this very party, and with it, for the party where it can be, all that it needs. */
function isOnForParty(
  statement: Statement,
  standing: Standing,
  name: string,
  party: string,
  above: readonly string[] = [],
): boolean {
  const choice = named(statement.choices, name);
  if (choice === undefined || above.includes(name)) return false;
  if (named(standing.choices, `${name}/${party}`) !== 'on') return false;
  return (choice.needs ?? []).every((need) =>
    concernsOneParty(statement, need)
      ? isOnForParty(statement, standing, need, party, [...above, name])
      : countsAsOn(statement, standing, need, [...above, name]),
  );
}

/** Whether a choice is about one of many recipients: an authorisation of one, or a leave that builds on such a choice. */
function concernsOneParty(statement: Statement, name: string, above: readonly string[] = []): boolean {
  const choice = named(statement.choices, name);
  if (choice === undefined || above.includes(name)) return false;
  if (choice.kind === 'authorisation') {
    const governed = choice.governs.recipients ?? [];
    if (governed.some((recipient) => named(statement.words.recipients, recipient)?.many)) return true;
  }
  if (choice.kind !== 'authorisation' && choice.kind !== 'one-time') return false;
  return (choice.needs ?? []).some((need) => concernsOneParty(statement, need, [...above, name]));
}

type Truth = 'true' | 'false' | 'unknown';

/** Kleene's three-valued logic: what is not known stays unknown under `not`. */
function truth(condition: Condition, standing: Standing): Truth {
  if ('all' in condition) {
    const parts = condition.all.map((part) => truth(part, standing));
    if (parts.includes('false')) return 'false';
    return parts.includes('unknown') ? 'unknown' : 'true';
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => truth(part, standing));
    if (parts.includes('true')) return 'true';
    return parts.includes('unknown') ? 'unknown' : 'false';
  }
  if ('not' in condition) {
    const part = truth(condition.not, standing);
    if (part === 'unknown') return 'unknown';
    return part === 'true' ? 'false' : 'true';
  }
  const value = named(standing.facts, condition.fact);
  if (value === undefined) return 'unknown';
  if ('is' in condition) return value === condition.is ? 'true' : 'false';
  // A number that is no number is as good as none.
  if (typeof value !== 'number' || Number.isNaN(value)) return 'unknown';
  const holds = 'atLeast' in condition ? value >= condition.atLeast : value < condition.below;
  return holds ? 'true' : 'false';
}

/** The member of this name, if the object has one of its own: `constructor` is nothing that anybody declared. */
function named<T>(members: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

/** Whether data names the field, by its category or itself. */
function lists(data: readonly string[], { category, field }: { category: string; field: string }): boolean {
  return data.includes(category) || data.includes(`${category}.${field}`);
}

const permitted = (clause: string): Answer => ({ effect: 'permitted', clause });
const withheld = (because: Because, clause: string): Answer => ({ effect: 'withheld', because, clause });
const refused = (because: Refused): Answer => ({ effect: 'refused', because });

/** A version of a line, whether somebody was told of it in time, and whether the thing is too old for it. */
export interface VersionTold {
  readonly statement: Statement;
  readonly isTold: boolean;
  readonly isPast: boolean;
}

/**
 * Whether what was collected under the first version of a line may be opened under the last: there is a version, the first or
 * one that they were told of, from which on every one permits it.
 */
export function openedSlowly(line: readonly VersionTold[], question: OpenQuestion, standing: Standing): boolean {
  const permits = ({ statement, isPast }: VersionTold) =>
    !isPast && decideSlowly(statement, question, standing).effect === 'permitted';
  return line.some((version, k) => (k === 0 || version.isTold) && line.slice(k).every(permits));
}
