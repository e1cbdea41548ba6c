/**
 * A statement compiled once into tables and closures. Every look-up is by name in a `Map`, every answer is
 * made beforehand, and a decision looks up no more names among six thousand clauses than among sixty.
 */
import { splitTaken } from '../statement/clause.ts';
import type {
  Answer,
  CollectQuestion,
  ContactQuestion,
  FigureQuestion,
  HoldQuestion,
  OpenQuestion,
  Refused,
  SendQuestion,
  SetQuestion,
  Standing,
} from '../statement/question.ts';
import type { CollectClause, ShareClause, Statement } from '../statement/statement.ts';
import { Choices, type Known, type Requirement, unmet } from './choices.ts';
import { compileCondition, type Test } from './condition.ts';
import { type FieldNumbers, FieldSet, numberFields } from './field-set.ts';
import { limitOnCollecting, limitOnPurpose } from './limits.ts';

export type { Known } from './choices.ts';

/** Answers to questions, compiled from one statement. Pure: the same question and standing, the same answer. */
export interface Compiled {
  readonly statement: Statement;
  /** Makes a standing ready; keep the result for as long as the standing holds. */
  know(standing: Standing): Known;
  /** Whether a choice counts as on: its own state, and that of every choice it needs. */
  isOn(choice: string, known: Known): boolean;
  collect(question: Omit<CollectQuestion, 'ask'>, known: Known): Answer;
  /** The choices that must be on for a category of an event, but for permissions and what they override. */
  choicesOf(event: string, category: string, known: Known): readonly string[];
  hold(question: Omit<HoldQuestion, 'ask'>): Answer;
  open(question: Omit<OpenQuestion, 'ask'>, known: Known): Answer;
  send(question: Omit<SendQuestion, 'ask'>, known: Known): Answer;
  contact(question: Omit<ContactQuestion, 'ask'>, known: Known): Answer;
  set(question: Omit<SetQuestion, 'ask'>, known: Known): Answer;
  figure(question: Omit<FigureQuestion, 'ask'>): Answer;
}

const permitted = (clause: string): Answer => Object.freeze({ effect: 'permitted', clause });
const withheld = (because: (Answer & { effect: 'withheld' })['because'], clause: string): Answer =>
  Object.freeze({ effect: 'withheld', because, clause });
const refused = (because: Refused): Answer => Object.freeze({ effect: 'refused', because });

const NO = {
  event: refused('undeclared-event'),
  touchpoint: refused('undeclared-touchpoint'),
  field: refused('undeclared-field'),
  category: refused('undeclared-category'),
  purpose: refused('undeclared-purpose'),
  use: refused('undeclared-use'),
  recipient: refused('undeclared-recipient'),
  share: refused('undeclared-share'),
  message: refused('undeclared-message'),
  channel: refused('undeclared-channel'),
  cookie: refused('undeclared-cookie'),
  figure: refused('undeclared-figure'),
  source: refused('undeclared-source'),
};

/** Compiles a statement. Its names need not make sense: `check` says what is wrong, and unknown names refuse. */
export function compile(statement: Statement): Compiled {
  const choices = new Choices(statement);
  const { words } = statement;
  const known = { fields: numberFields(statement), sources: mapValues(words.sources, (source) => source.forbids) };

  return {
    statement,
    know: (standing) => choices.know(standing),
    isOn: (choice, known) => known.on[choices.indexOf(choice)] === 1 || known.parties.has(choice),
    ...compileCollect(statement, choices),
    hold: compileHold(statement),
    open: compileOpen(statement, choices, known),
    send: compileSend(statement, choices, known),
    contact: compileContact(statement, choices),
    set: compileSet(statement, choices),
    figure: compileFigure(statement),
  };
}

interface KnownWords {
  readonly fields: FieldNumbers;
  readonly sources: ReadonlyMap<string, Statement['words']['sources'][string]['forbids']>;
}

function compileCollect(statement: Statement, choices: Choices): Pick<Compiled, 'collect' | 'choicesOf'> {
  const events = mapValues(statement.collect, (clause, name) => compileEvent(clause, name, choices));

  const collect: Compiled['collect'] = ({ event, at, category, field }, known) => {
    const plan = events.get(event);
    if (plan === undefined) return NO.event;
    if (!plan.at.has(at)) return NO.touchpoint;
    const taken = plan.takes.get(category);
    if (taken === undefined) return NO.category;
    if (!taken.fields.has(field)) return NO.field;
    if (plan.holds !== undefined && plan.holds(known.facts) !== true) return plan.conditionFails;
    const off = unmet(heeded(plan, taken.requires, known), known);
    return off ?? (taken.isFunctional ? undefined : limitOnCollecting(known.limits, category)) ?? plan.permits;
  };

  const choicesOf: Compiled['choicesOf'] = (event, category, known) => {
    const plan = events.get(event);
    const requires = plan?.takes.get(category)?.requires;
    if (plan === undefined || requires === undefined) return [];
    const permissions = new Set(plan.permissions.map(({ choice }) => choice));
    return heeded(plan, requires, known)
      .filter(({ choice }) => !permissions.has(choice))
      .map(({ choice }) => choices.nameOf(choice));
  };

  return { collect, choicesOf };

  /** What a one-time permission overrides need not be met for the event that it is given for. */
  function heeded(plan: ReturnType<typeof compileEvent>, requires: readonly Requirement[], known: Known) {
    if (plan.permissions.length === 0) return requires;
    return requires.filter(
      ({ choice }) => !plan.permissions.some((one) => known.on[one.choice] === 1 && one.overrides.has(choice)),
    );
  }

  function compileEvent(clause: CollectClause, name: string, choices: Choices) {
    const named = clause.needs ?? [];
    return {
      at: new Set(clause.at),
      holds: clause.when && (compileCondition(clause.when) as Test),
      permits: permitted(`collect.${name}`),
      conditionFails: withheld('condition', `collect.${name}`),
      takes: mapValues(clause.takes, (taken, category) => ({
        isFunctional: statement.words.data[category]?.functional === true,
        fields: new Set(taken.map((one) => splitTaken(one).field)),
        requires: choices.requireAll([...named, ...choices.governing('data', category)]),
      })),
      permissions: named.flatMap((choice) => {
        const one = own(statement.choices, choice);
        if (one?.kind !== 'one-time') return [];
        // Undeclared choices share one index: to override one of them would be to override them all.
        const declared = (one.overrides ?? []).filter((other) => Object.hasOwn(statement.choices, other));
        const overrides = declared.map((other) => choices.indexOf(other));
        return [{ choice: choices.indexOf(choice), overrides: new Set(overrides) }];
      }),
    };
  }
}

function compileHold(statement: Statement): Compiled['hold'] {
  const answers = mapValues(statement.words.data, (category, name) => {
    if (category.passing) {
      const event = Object.keys(statement.collect).find((one) => Object.hasOwn(statement.collect[one]!.takes, name));
      return event === undefined ? NO.category : withheld('passing', `collect.${event}`);
    }
    return Object.hasOwn(statement.keep, name) ? permitted(`keep.${name}`) : NO.category;
  });
  return ({ category }) => answers.get(category) ?? NO.category;
}

function compileOpen(statement: Statement, choices: Choices, words: KnownWords): Compiled['open'] {
  const purposes = new Map(
    Object.entries(statement.use).flatMap(([name, clause]) => {
      const purpose = own(statement.words.purposes, name);
      if (purpose === undefined) return [];
      const governing = choices.governing('purposes', name);
      const plan = {
        permits: permitted(`use.${name}`),
        sourceForbids: withheld('source-forbids', `use.${name}`),
        aggregatesOnly: purpose.sees === 'aggregates' ? withheld('aggregates-only', `use.${name}`) : undefined,
        uses: new FieldSet(clause.data, words.fields),
        requires: choices.requireAll([...(clause.on ? [clause.on] : []), ...governing]),
        goesOn: purpose.evenRestricted !== undefined,
      };
      return [[name, plan] as const];
    }),
  );

  return ({ purpose, category, field, source }, known) => {
    const plan = purposes.get(purpose);
    if (plan === undefined) return NO.purpose;
    const number = words.fields.get(category)?.get(field);
    if (number === undefined) return words.fields.has(category) ? NO.field : NO.category;
    if (!plan.uses.has(number)) return NO.use;
    if (source !== undefined) {
      const forbids = words.sources.get(source);
      if (forbids === undefined) return NO.source;
      if (forbids.purposes?.includes(purpose)) return plan.sourceForbids;
    }
    return (
      plan.aggregatesOnly ??
      unmet(plan.requires, known) ??
      limitOnPurpose(known.limits, purpose, plan.goesOn) ??
      plan.permits
    );
  };
}

function compileSend(statement: Statement, choices: Choices, words: KnownWords): Compiled['send'] {
  const safeguarded = (from: string, to: string) =>
    Object.values(statement.transfers).some((one) => one.from === from && one.to.includes(to));
  const guarded = new Set(Object.values(statement.transfers).map((one) => one.from));

  /** The clauses for a recipient and a purpose, in the order of the statement. */
  const plans = mapValues(statement.words.recipients, (recipient, name) => {
    const byPurpose = new Map<string, ReturnType<typeof compileShare>[]>();
    for (const [id, clause] of Object.entries(statement.share)) {
      if (!clause.to.includes(name)) continue;
      byPurpose.set(clause.for, [...(byPurpose.get(clause.for) ?? []), compileShare(id, clause, recipient.many, name)]);
    }
    return { region: recipient.region, byPurpose };
  });

  return (question, known) => {
    const recipient = plans.get(question.recipient);
    if (recipient === undefined) return NO.recipient;
    const number = words.fields.get(question.category)?.get(question.field);
    if (number === undefined) return words.fields.has(question.category) ? NO.field : NO.category;
    const clauses = (recipient.byPurpose.get(question.purpose) ?? []).filter((clause) => clause.sends.has(number));
    if (clauses.length === 0) return NO.share;
    const forbids = question.source === undefined ? undefined : words.sources.get(question.source);
    if (question.source !== undefined && forbids === undefined) return NO.source;
    const forbidden =
      forbids?.purposes?.includes(question.purpose) || forbids?.recipients?.includes(question.recipient) || false;

    let first: Answer | undefined;
    for (const clause of clauses) {
      const answer = clause.answer(question, known, forbidden, recipient.region);
      if (answer.effect === 'permitted') return answer;
      first ??= answer;
    }
    return first ?? NO.share;
  };

  function compileShare(name: string, clause: ShareClause, many: true | undefined, recipient: string) {
    const id = `share.${name}`;
    const permits = permitted(id);
    const isSold = clause.inReturn === 'money' || clause.inReturn === 'other value';
    const sold = withheld('sold', id);
    const sourceForbids = withheld('source-forbids', id);
    const noGround = withheld('no-ground', id);
    const notNamed = withheld('not-authorised', id);
    const notItsOwn = withheld('not-its-own', id);
    const noSafeguard = withheld('no-safeguard', id);
    const authorisation = clause.on === undefined ? undefined : choices.require(clause.on, 'not-authorised');
    const governing = choices.governing('recipients', recipient).filter((choice) => !(many && choice === clause.on));
    const requires = choices.requireAll([...(clause.needs ?? []), ...governing]);
    // What is made for one of many at a time has to be on for the very one that is sent to.
    const forTheParty = new Set(many ? requires.filter((one) => choices.isPerParty(choices.nameOf(one.choice))) : []);
    const unmetBy = (party: string | undefined, known: Known): Answer | undefined => {
      if (forTheParty.size === 0) return unmet(requires, known);
      return requires.find((one) =>
        forTheParty.has(one)
          ? !known.parties.has(`${choices.nameOf(one.choice)}/${party}`)
          : known.on[one.choice] !== 1,
      )?.otherwise;
    };

    return {
      sends: new FieldSet(clause.sends, words.fields),
      answer(question: Omit<SendQuestion, 'ask'>, known: Known, forbidden: boolean, region: string): Answer {
        if (isSold) return sold;
        if (forbidden) return sourceForbids;
        if (clause.grounds !== undefined && !(question.ground && clause.grounds.includes(question.ground)))
          return noGround;
        if (many && question.party === undefined) return notNamed;
        if (authorisation !== undefined) {
          const isOn = many
            ? known.parties.has(`${clause.on}/${question.party}`)
            : known.on[authorisation.choice] === 1;
          if (!isOn) return authorisation.otherwise;
        }
        const off = unmetBy(question.party, known);
        if (off !== undefined) return off;
        if (clause.own !== undefined && question.own !== (question.party ?? question.recipient)) return notItsOwn;
        const { region: from } = question;
        if (from !== undefined && from !== region && guarded.has(from) && !safeguarded(from, region))
          return noSafeguard;
        // A recorded decision on a ground of the law is no use of ours.
        return (clause.grounds === undefined ? limitOnPurpose(known.limits, clause.for) : undefined) ?? permits;
      },
    };
  }
}

function compileContact(statement: Statement, choices: Choices): Compiled['contact'] {
  const messages = mapValues(statement.messages, (clause, name) => {
    const on = clause.class === 'promotional' ? clause.on : [];
    const consent = own(statement.use, clause.for)?.on;
    const governing = choices.governing('purposes', clause.for);
    return {
      permits: permitted(`messages.${name}`),
      /** What it promotes for; essential messages go out whatever is limited. */
      promotes: clause.class === 'promotional' ? clause.for : undefined,
      channels: new Map(
        clause.channels.map((channel) => {
          const named = [
            ...on,
            ...(consent ? [consent] : []),
            ...choices.governing('promotion', channel),
            ...governing,
          ];
          return [channel, clause.class === 'essential' ? [] : choices.requireAll(named)];
        }),
      ),
    };
  });

  return ({ message, channel }, known) => {
    const plan = messages.get(message);
    if (plan === undefined) return NO.message;
    const requires = plan.channels.get(channel);
    if (requires === undefined) return NO.channel;
    const { promotes } = plan;
    const limit = promotes === undefined ? undefined : limitOnPurpose(known.limits, promotes);
    return unmet(requires, known) ?? limit ?? plan.permits;
  };
}

function compileSet(statement: Statement, choices: Choices): Compiled['set'] {
  const cookies = mapValues(statement.cookies, (clause, name) => {
    if (clause.class === 'strictly-necessary')
      return { permits: permitted(`cookies.${name}`), requires: [], for: undefined };
    const named = [...(clause.on ? [clause.on] : []), ...choices.governing('cookies', clause.class)];
    // One that needs a choice and has none is never set.
    const permits = named.length > 0 ? permitted(`cookies.${name}`) : withheld('choice-off', `cookies.${name}`);
    return { permits, requires: choices.requireAll(named), for: clause.for };
  });

  return ({ cookie }, known) => {
    const plan = cookies.get(cookie);
    if (plan === undefined) return NO.cookie;
    const limit = plan.for === undefined ? undefined : limitOnPurpose(known.limits, plan.for);
    return unmet(plan.requires, known) ?? (plan.permits.effect === 'permitted' ? limit : undefined) ?? plan.permits;
  };
}

function compileFigure(statement: Statement): Compiled['figure'] {
  const figures = mapValues(statement.figures, (clause, name) => ({
    clause,
    permits: permitted(`figures.${name}`),
    tooFew: withheld('too-few', `figures.${name}`),
  }));

  return ({ figure, subjects, recipient }) => {
    const plan = figures.get(figure);
    if (plan === undefined) return NO.figure;
    if (recipient !== undefined && !plan.clause.sharedWith?.includes(recipient)) return NO.share;
    return subjects >= plan.clause.atLeast ? plan.permits : plan.tooFew;
  };
}

function mapValues<T, R>(named: { readonly [name: string]: T }, make: (value: T, name: string) => R): Map<string, R> {
  return new Map(Object.entries(named).map(([name, value]) => [name, make(value, name)]));
}

/** A member that is the object's own: names come from outside, and `constructor` is one. */
function own<T>(named: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}
