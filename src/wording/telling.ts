/** Small pieces that the sections of the page are told with. */
import { splitTaken } from '../statement/clause.ts';
import type { Condition } from '../statement/question.ts';
import type { CollectClause, ShareClause, Statement } from '../statement/statement.ts';
import type { About, Taken } from './about.ts';
import type { Inline, Text } from './document.ts';
import { capital, conditionWords, dataWords, GROUND, listWords, quoted, says } from './phrase.ts';
import type { Said } from './words.ts';

/** A link to another place of the page. */
export const ref = (anchor: string, words: string): Inline => ({ link: words, to: { anchor } });

/**
 * Prose as text: what fills a slot leads to where the page tells it in full. A slot that is a whole sentence
 * has nothing more behind it, and stays calm.
 */
export const asText = (said: Said): Text =>
  said.map((one) => (typeof one === 'string' ? one : /[.?!]$/.test(one.says) ? one.says : ref(one.anchor, one.says)));

/** Texts in a row: `a, b and c`. */
export function row(texts: readonly Text[], last = 'and'): Text {
  const comma = texts.some((text) => text.some((one) => typeof one === 'string' && one.includes(','))) ? ';' : ',';
  return texts.flatMap((text, index) => {
    const separator =
      index === 0 ? '' : index < texts.length - 1 ? `${comma} ` : comma === ';' ? `; ${last} ` : ` ${last} `;
    return separator === '' ? text : [separator, ...text];
  });
}

export const choiceRef = (statement: Statement, name: string): Text => [
  ref(`choices.${name}`, quoted(statement.choices[name]?.asks ?? name)),
];
export const purposeRef = (statement: Statement, name: string): Text => [
  ref(`use.${name}`, says(statement.words.purposes, name)),
];
export const recipientRef = (statement: Statement, name: string): Text => [
  ref(`recipient.${name}`, says(statement.words.recipients, name)),
];

/** Whole categories and single fields, each leading to its kind of data. */
export const dataRefs = (statement: Statement, paths: readonly string[]): Text =>
  row(paths.map((path) => [ref(`data.${path.split('.')[0]}`, dataWords(statement, path))]));

/** What an event takes: `your name and your address. It may also take your telephone number`. */
export function takenWords(statement: Statement, taken: readonly (Taken & { readonly category: string })[]): string {
  const word = (one: (typeof taken)[number]) => dataWords(statement, `${one.category}.${one.field}`);
  const demanded = listWords(taken.filter((one) => one.demanded).map(word));
  const optional = listWords(taken.filter((one) => !one.demanded).map(word));
  if (optional === '') return demanded;
  return demanded === '' ? `it may take ${optional}` : `${demanded}. It may also take ${optional}`;
}

/** The fields that an event takes, with their categories. */
export const takenBy = (clause: CollectClause): (Taken & { readonly category: string })[] =>
  Object.entries(clause.takes).flatMap(([category, fields]) =>
    fields.map((field) => ({ category, ...splitTaken(field) })),
  );

/** With a capital at the beginning. */
export function capitalText([first, ...rest]: Text): Text {
  if (first === undefined) return [];
  if (typeof first === 'string') return [capital(first), ...rest];
  return ['strong' in first ? { strong: capital(first.strong) } : { ...first, link: capital(first.link) }, ...rest];
}

/** The places of an event: `in our web shop`. */
export const placeWords = (statement: Statement, at: readonly string[]): string =>
  listWords(
    at.map((one) => says(statement.words.touchpoints, one)),
    'or',
  );

/** What must hold besides, before something is collected: choices and a condition on facts. */
export function conditions(statement: Statement, clause: CollectClause, about: About[]): readonly Text[] {
  const choices = new Set([...(clause.needs ?? []), ...about.flatMap((one) => one.choices)]);
  return [
    ...[...choices].map((name): Text => [...choiceRef(statement, name), ' is on']),
    ...(clause.when === undefined ? [] : [[whenWords(statement, clause.when)]]),
  ];
}
const whenWords = (statement: Statement, when: Condition) => conditionWords(statement, when);

/** What must hold before something leaves: the authorisation, the ground, the choices over the recipient. */
export function shareConditions(statement: Statement, clause: ShareClause): readonly Text[] {
  const governing = Object.keys(statement.choices).filter(
    (name) =>
      name !== clause.on &&
      (clause.needs?.includes(name) ||
        clause.to.some((to) => statement.choices[name]?.governs.recipients?.includes(to))),
  );
  const isMany = clause.to.some((to) => statement.words.recipients[to]?.many);
  const besides = [...new Set([...(clause.needs ?? []), ...governing])];
  const authorised: Text[] =
    clause.on === undefined
      ? []
      : [['you agreed: ', ...choiceRef(statement, clause.on), ...(isMany ? [', for each one by name'] : [])]];
  return [
    ...authorised,
    ...besides.map((name): Text => [...choiceRef(statement, name), ' is on']),
    ...(clause.own === undefined
      ? []
      : [[`it is about its own content (${dataWords(statement, clause.own)} names it)`]]),
    ...(clause.grounds === undefined
      ? []
      : [
          [
            `a person decided, and wrote down, that there is good reason to believe that ${listWords(
              clause.grounds.map((one) => GROUND[one]),
              'or',
            )}`,
          ],
        ]),
  ];
}
