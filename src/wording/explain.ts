/** What happens to one event, category or field, and why: plain sentences, each with its clause. */
import { type ClauseId, needOf, splitPath } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import { type About, about } from './about.ts';
import { plain } from './document.ts';
import {
  BASIS,
  BECAUSE,
  capital,
  dataWords,
  keepWords,
  listWords,
  quoted,
  says,
  sentence,
  spanWords,
  startsWords,
} from './phrase.ts';
import { conditions, placeWords, shareConditions, takenBy, takenWords } from './telling.ts';

export interface Explanation {
  /** What was asked for: an event, a category, or a field. */
  readonly sort: 'event' | 'category' | 'field';
  readonly name: string;
  readonly says: string;
  readonly lines: readonly Line[];
}
export interface Line {
  readonly about: 'collected' | 'governed' | 'held' | 'opened' | 'sent';
  readonly says: string;
  readonly clause?: ClauseId;
}

/**
 * Explains `playback` (an event), `activity` (a category) or `activity.track` (a field). `undefined` when the
 * statement knows no such name, which means that it is refused wherever it comes. Where an event and a category
 * share a name, the event is meant, unless `as` says otherwise.
 */
export function explain(statement: Statement, name: string, as?: 'event' | 'data'): Explanation | undefined {
  const event = as !== 'data' && Object.hasOwn(statement.collect, name) ? statement.collect[name] : undefined;
  if (event !== undefined) {
    const lines = [
      collected(statement, name, undefined),
      ...Object.keys(event.takes).flatMap((category) => after(statement, category, undefined, true)),
    ];
    return { sort: 'event', name, says: sentence(`when ${event.says}`), lines };
  }
  if (as === 'event') return undefined;
  const { category, field } = splitPath(name);
  const declared = Object.hasOwn(statement.words.data, category) ? statement.words.data[category] : undefined;
  if (declared === undefined || (field !== undefined && !Object.hasOwn(declared.fields, field))) return undefined;
  const { events } = about(statement, category, field);
  const arises = events.map((one) => collected(statement, one.name, { category, field }));
  const nowhere: Line = { about: 'collected', says: 'It is never collected: no event takes it.' };
  return {
    sort: field === undefined ? 'category' : 'field',
    name,
    says: sentence(dataWords(statement, name)),
    lines: [...(arises.length === 0 ? [nowhere] : arises), ...after(statement, category, field, false)],
  };
}

function collected(
  statement: Statement,
  event: string,
  only: { category: string; field: string | undefined } | undefined,
): Line {
  const clause = statement.collect[event]!;
  const taken = takenBy(clause).filter(
    (one) => only === undefined || (one.category === only.category && (only.field ?? one.field) === one.field),
  );
  const categories = [...new Set(taken.map((one) => one.category))];
  const held = conditions(
    statement,
    clause,
    categories.map((category) => about(statement, category)),
  );
  const where = held.length === 0 ? '' : `, where ${listWords(held.map(plain))}`;
  const source = clause.from === undefined ? '' : `, from ${says(statement.words.sources, clause.from)}`;
  return {
    about: 'collected',
    says: `Collected when ${clause.says} (${placeWords(statement, clause.at)})${source}${where}: ${takenWords(statement, taken)}.`,
    clause: `collect.${event}`,
  };
}

/** What happens once it has arrived. `named` says whose it is, where many categories are told in a row. */
function after(statement: Statement, category: string, field: string | undefined, named: boolean): readonly Line[] {
  const known = about(statement, category, field);
  const it = named ? capital(dataWords(statement, category)) : 'It';
  return [
    ...governed(statement, category, known, it),
    held(statement, category, known, it),
    ...opened(statement, known, it, category),
    ...sent(statement, known, it, category),
  ];
}

function governed(statement: Statement, category: string, { choices }: About, it: string): readonly Line[] {
  if (choices.length === 0 && statement.words.data[category]?.functional)
    return [{ about: 'governed', says: `${it} has no switch: the products need it.` }];
  return choices.map((name) => {
    const clause = statement.choices[name]!;
    return {
      about: 'governed',
      says: `${it} is governed by ${quoted(clause.asks)}, ${startsWords(clause.starts)}. ${sentence(clause.tells)}`,
      clause: `choices.${name}`,
    };
  });
}

function held(statement: Statement, category: string, { keep }: About, it: string): Line {
  if (statement.words.data[category]?.passing) return { about: 'held', says: `${it} passes through and is not held.` };
  if (keep === undefined) return { about: 'held', says: `${it} is not held.` };
  const why = BECAUSE[keep.because];
  return {
    about: 'held',
    says: `${it} is held until ${keepWords(statement, category, keep)}: ${why}.`,
    clause: `keep.${category}`,
  };
}

function opened(statement: Statement, { purposes }: About, it: string, category: string): readonly Line[] {
  if (purposes.length === 0) return [{ about: 'opened', says: `${it} is opened for no purpose.` }];
  return purposes.map(({ name, clause }) => {
    const purpose = statement.words.purposes[name];
    const only = purpose?.sees === 'aggregates' ? ' (as figures about many people only)' : '';
    const choice =
      clause.on === undefined ? '' : `, where ${quoted(statement.choices[clause.on]?.asks ?? clause.on)} is on`;
    const need = needOf(clause, category);
    const time = need === 'while held' ? '' : `, for ${spanWords(need)} at most`;
    const basis = purpose === undefined ? '' : ` We may, because ${BASIS[purpose.basis]}.`;
    return {
      about: 'opened',
      says: `${it} is used ${says(statement.words.purposes, name)}${only}${choice}${time}.${basis}`,
      clause: `use.${name}`,
    };
  });
}

function sent(statement: Statement, { shares }: About, it: string, category: string): readonly Line[] {
  if (shares.length === 0) return [{ about: 'sent', says: `${it} is sent to nobody.` }];
  return shares.map(({ name, clause, fields }) => {
    const who = listWords(
      clause.to.map((to) => says(statement.words.recipients, to)),
      'or',
    );
    const terms = shareConditions(statement, clause);
    const what = listWords(fields.map((field) => dataWords(statement, `${category}.${field}`)));
    return {
      about: 'sent',
      says: `${it} may go to ${who} (${what}): ${clause.says}${terms.length === 0 ? '' : `, if ${listWords(terms.map(plain))}`}.`,
      clause: `share.${name}`,
    };
  });
}
