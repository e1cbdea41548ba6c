/** Clauses as phrases: the one place where a span, a list, a choice or a condition becomes plain words. */
import { splitPath } from '../statement/clause.ts';
import type { Condition } from '../statement/question.ts';
import { parseSpan } from '../statement/span.ts';
import type { Channel, CookieClass, Ground, KeepClause, Statement } from '../statement/statement.ts';
import type { Basis, SubjectKind } from '../statement/vocabulary.ts';

/** `1 month`, `13 months`. */
export function spanWords(span: string): string {
  const { count, unit } = parseSpan(span);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** `2017-08-01` as `1 August 2017`. */
export function dateWords(date: string): string {
  const [year, month, day] = date.split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? date : `${Number(day)} ${name} ${year}`;
}

/** `a`, `a and b`, `a, b and c`; with semicolons where an item has a comma of its own. */
export function listWords(items: readonly string[], last = 'and'): string {
  if (items.length < 2) return items[0] ?? '';
  const comma = items.some((item) => item.includes(',')) ? ';' : ',';
  const head = items.slice(0, -1).join(`${comma} `);
  return `${head}${comma === ';' ? ';' : ''} ${last} ${items.at(-1)}`;
}

/** With a capital at the beginning. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** As a sentence: a capital at the beginning, and a full stop unless it has its own end. */
export const sentence = (words: string): string =>
  words === '' ? '' : capital(/[.?!…]$/.test(words) ? words : `${words}.`);

/** Words that someone else wrote, within quotation marks. */
export const quoted = (words: string): string => `“${words}”`;

/** What a name means, or the name itself where the vocabulary has no such word. */
export const says = (named: { readonly [name: string]: { readonly says: string } }, name: string): string =>
  (Object.hasOwn(named, name) ? named[name]?.says : undefined) || name;

/** A category or a field in plain words. */
export function dataWords(statement: Statement, path: string): string {
  const { category, field } = splitPath(path);
  const declared = Object.hasOwn(statement.words.data, category) ? statement.words.data[category] : undefined;
  if (declared === undefined) return path;
  return field === undefined ? declared.says : says(declared.fields, field);
}

/** `13 months after it happened`, `30 days after you close your account`. */
export function keepWords(statement: Statement, category: string, clause: KeepClause): string {
  const start =
    clause.after !== 'collection'
      ? says(statement.words.endings, clause.after)
      : statement.words.data[category]?.current
        ? 'it was last given'
        : 'it happened';
  return `${spanWords(clause.for)} after ${start}`;
}

/** Where a choice stands before anybody has decided. */
export const startsWords = (starts: 'on' | 'off'): string =>
  starts === 'on' ? 'on until you turn it off' : 'off until you turn it on';

export const BECAUSE: { readonly [K in KeepClause['because']]: string } = {
  service: 'the service needs it',
  support: 'support needs it',
  transaction: 'the purchase needs it',
  law: 'the law asks for it',
  disputes: 'a dispute may turn on it',
  enforcement: 'our agreement is enforced with it',
};

export const BASIS: { readonly [K in Basis]: string } = {
  consent: 'you agreed to it',
  contract: 'our agreement with you needs it',
  'legal-obligation': 'the law asks it of us',
  'legitimate-interest': 'we have a fair interest in it, and you can object',
};

export const SUBJECT: { readonly [K in SubjectKind]: string } = {
  person: 'you',
  household: 'your household',
  visitor: 'your browser',
};

export const GROUND: { readonly [K in Ground]: string } = {
  law: 'the law requires it',
  'legal-proceedings': 'legal proceedings call for it',
  'prevent-harm': 'it prevents harm',
  crime: 'it helps against a crime',
  security: 'security depends on it',
  'property-or-rights': 'it protects property or rights',
  'corporate-transaction': 'the business or a part of it changes hands',
};

export const CHANNEL: { readonly [K in Channel]: string } = {
  email: 'by email',
  'in-app': 'in the app',
  sms: 'by text message',
  post: 'by post',
};

export const COOKIE_CLASS: { readonly [K in CookieClass]: string } = {
  'strictly-necessary': 'Strictly necessary',
  performance: 'Performance',
  functional: 'Functional',
  'third-party': 'Third party',
  analytics: 'Analytics',
};

/** A condition on facts, in words that can follow "when". */
export function conditionWords(statement: Statement, condition: Condition): string {
  const fact = (name: string) => says(statement.words.facts, name);
  if ('all' in condition) return listWords(condition.all.map((one) => conditionWords(statement, one)));
  if ('any' in condition)
    return listWords(
      condition.any.map((one) => conditionWords(statement, one)),
      'or',
    );
  if ('not' in condition) return `it is not so that ${conditionWords(statement, condition.not)}`;
  if ('atLeast' in condition) return `${fact(condition.fact)} is at least ${condition.atLeast}`;
  if ('below' in condition) return `${fact(condition.fact)} is below ${condition.below}`;
  if (typeof condition.is === 'string') return `${fact(condition.fact)} is ${condition.is}`;
  return condition.is ? fact(condition.fact) : `it is not so that ${fact(condition.fact)}`;
}
