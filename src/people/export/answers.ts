/** What a person has a right to be told beside the data itself: answered for them, not for people in general. */
import type { Statement } from '../../statement/statement.ts';
import { about } from '../../wording/about.ts';
import { clauseWords } from '../../wording/clause-words.ts';
import { type Explanation, explain } from '../../wording/explain.ts';
import { fieldSchema, type Schema } from '../../wording/json-schema.ts';
import { machine } from '../../wording/machine.ts';
import { keepWords, says } from '../../wording/phrase.ts';
import type { PeopleParts } from '../parts.ts';
import { spokenOf } from '../tell.ts';
import type { Holdings } from './holdings.ts';

type Spoken = Pick<PeopleParts, 'compiled' | 'heritage' | 'hash'>;

export interface Answers {
  readonly madeAt: string;
  readonly statement: { readonly id: string; readonly title: string; readonly dated: string; readonly hash: string };
  readonly contacts: Statement['contacts'];
  readonly categories: { readonly [category: string]: CategoryAnswers };
  /** Who got something of this person, and when: all of it. */
  readonly recipients: readonly object[];
  readonly safeguards: readonly { readonly from: string; readonly to: readonly string[]; readonly safeguard: string }[];
  readonly rights: { readonly [request: string]: string };
}

interface CategoryAnswers {
  readonly says: string;
  readonly collectedBy: readonly Said[];
  readonly sources: readonly string[];
  readonly purposes: readonly Said[];
  /** Who may get it, if what the clause asks for is given. */
  readonly mayGoTo: readonly (Said & { readonly to: readonly string[] })[];
  readonly choices: readonly Said[];
  readonly kept: string;
  readonly explained: Explanation['lines'];
}
interface Said {
  readonly clause: string;
  readonly says: string;
}

export function answersFor(parts: Spoken, holdings: Holdings, madeAt: string): Answers {
  const { compiled, heritage, hash } = parts;
  const { statement } = compiled;
  const said = (clause: string): Said => ({ clause, says: clauseWords(heritage, clause) });
  const { id, title, dated } = statement;
  const { words } = heritage;
  const answer = (category: string): CategoryAnswers => {
    const spoken = spokenOf(parts, category);
    const { events, purposes, shares, choices, keep } = about(spoken, category);
    const from = events.flatMap(({ clause }) => (clause.from === undefined ? [] : [says(words.sources, clause.from)]));
    return {
      says: words.data[category]?.says ?? category,
      collectedBy: events.map(({ name }) => said(`collect.${name}`)),
      sources: ['you and your products', ...new Set(from)],
      purposes: purposes.map(({ name }) => said(`use.${name}`)),
      mayGoTo: shares.map(({ name, clause }) => ({
        ...said(`share.${name}`),
        to: clause.to.map((to) => says(words.recipients, to)),
      })),
      choices: choices.map((name) => said(`choices.${name}`)),
      kept: keep === undefined ? 'not at all' : keepWords(spoken, category, keep),
      explained: explain(spoken, category, 'data')?.lines ?? [],
    };
  };
  return {
    madeAt,
    statement: { id, title, dated, hash },
    contacts: statement.contacts,
    categories: Object.fromEntries(holdings.categories.map((category) => [category, answer(category)])),
    recipients: holdings.recipients.map(({ recipient, at, ...one }) => ({
      ...one,
      recipient,
      says: says(words.recipients, recipient),
      at: new Date(at).toISOString(),
    })),
    safeguards: Object.values(statement.transfers).map(({ from, to, safeguard }) => ({
      from: says(words.regions, from),
      to: to.map((one) => says(words.regions, one)),
      safeguard,
    })),
    rights: Object.fromEntries(Object.entries(statement.requests).map(([name, one]) => [name, one?.says ?? name])),
  };
}

/** What every code in the files means. */
export const CODES = {
  system: 'the id of a household; absent for what is about you yourself',
  product: 'the id of a product or app; empty for what is about no one product',
  id: 'by this it is named when you delete it',
  event: 'what happened; its words are under `events`',
  at: 'when it happened, or was done: RFC 3339, in universal time',
  clause: 'the clause of the statement by which it was collected; all are under `clauses`',
  collectedBy: 'the clauses by which such fields are collected',
  statement: 'the version of the statement it was collected under, by the SHA-256 hash of its text',
  source: 'who gave it; absent for you and your products',
  ends: 'the day from which it is gone; `open` while the time of its keeping has not begun',
  choices: 'your choices that govern it, as they stood when it was collected',
  purposes: 'the clauses by which it, or part of it, may be opened',
  recipients: 'who got data of its kind since, by which clause, and when',
} as const;

export const glossaryOf = (statement: Statement): object => ({ codes: CODES, ...machine(statement) });

/** What a file of `data/` looks like: the fields of its category, none of them demanded. */
export function schemaOf(statement: Statement, categories: readonly string[]): Schema {
  const dataOf = (category: string) =>
    Object.fromEntries(
      Object.entries(statement.words.data[category]?.fields ?? {})
        .filter(([, { type }]) => type !== 'secret')
        .map(([name, field]) => [name, { description: field.says, ...fieldSchema(field) }]),
    );
  const listOf = (category: string) => ({
    type: 'array',
    items: {
      type: 'object',
      required: ['data'],
      properties: { data: { type: 'object', properties: dataOf(category) } },
    },
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: Object.fromEntries(
      categories.map((category) => [
        category,
        {
          type: 'object',
          description: statement.words.data[category]?.says,
          required: ['category', 'current', 'items'],
          properties: { category: { const: category }, current: listOf(category), items: listOf(category) },
        },
      ]),
    ),
  };
}
