import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { instantOf } from '../../decide/instant.ts';
import type { Told } from '../../people/tell.ts';
import type { Statement } from '../../statement/statement.ts';
import { clauseWords } from '../../wording/clause-words.ts';
import { keepWords } from '../../wording/phrase.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, OnOff } from './shapes.ts';

const Text = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
const Values = Type.Record(Type.String(), Type.Unknown(), { description: 'Field → value' });
const system = Type.Optional(Type.String({ description: 'The household, by its system id; absent for your own' }));
const Recipient = Exactly({ recipient: Type.String(), clause: Type.String(), at: Instant('When it was sent') });
const Words = Type.Record(Type.String(), Type.String());

const told = {
  choices: Type.Array(Exactly({ choice: Type.String(), state: OnOff, clause: Type.String() }), {
    description: 'The choices that govern it, by the version it was collected under, as they stood then',
  }),
  purposes: Type.Array(Type.String(), { description: 'The clauses by which it, or part of it, may be opened' }),
  recipients: Type.Array(Recipient, { description: 'Who got data of its kind since' }),
};

const Page = Exactly({
  current: Type.Array(
    Exactly({
      system,
      category: Type.String(),
      product: Type.String({ description: 'Empty for what is about no one product' }),
      data: Values,
      clause: Type.String({ description: 'The clause that says how long it is held' }),
      collectedBy: Type.Array(Type.String(), { description: 'The clauses by which it is collected' }),
      statement: Type.String({ description: 'The version of the statement at the last change, by its hash' }),
      ...told,
    }),
    { description: 'What is true now; on the first page' },
  ),
  items: Type.Array(
    Exactly({
      id: Type.String({ description: 'By which it is deleted: `POST /v1/me/deletions`' }),
      system,
      category: Type.String(),
      product: Type.String(),
      event: Type.String(),
      at: Instant('When it happened'),
      data: Values,
      clause: Type.String({ description: 'The clause by which it was collected' }),
      statement: Type.String({ description: 'The version of the statement at the time, by its hash' }),
      source: Type.Optional(Type.String({ description: 'Who gave it; absent for you and your products' })),
      ends: Type.String({ description: 'The day from which it is gone; `open` while its clock has not started' }),
      ...told,
    }),
    { description: 'What happened, newest first' },
  ),
  words: Exactly({ categories: Words, events: Words, fields: Words, kept: Words, clauses: Words, recipients: Words }),
  next: Type.Optional(Type.String({ description: 'The cursor of the next page; absent on the last' })),
});

const querystring = Exactly({
  category: Text('One category of the statement'),
  product: Type.Optional(Type.String({ pattern: '^[\\x21-\\x7e]{0,200}$', description: 'One product, by its id' })),
  from: Text('Not before this instant, RFC 3339'),
  to: Text('Before this instant, RFC 3339'),
  cursor: Text('`next` of the page before'),
  limit: Type.Optional(Type.String({ pattern: '^([1-9]|[1-9]\\d|[1-4]\\d\\d|500)$', description: '1 to 500; 100' })),
});
type Query = { readonly [name in 'category' | 'product' | 'from' | 'to' | 'cursor' | 'limit']?: string };

export function dataRoute(app: App, { people, gate }: World): void {
  const tags = ['data'];

  async function page(request: FastifyRequest, query: Query, text?: string) {
    const { category, product, from, to, cursor, limit = '100' } = query;
    const data = await people.ownData(personOf(request).subject, {
      category,
      product,
      from: instant('from', from),
      to: instant('to', to),
      text,
      cursor,
      limit: Number(limit),
    });
    if (data.kind !== 'page') throw new Problem(data.kind);
    return {
      current: data.current.map((one) => ({
        ...one,
        ...lists(one),
        collectedBy: [...one.collectedBy],
        clause: `keep.${one.category}`,
      })),
      items: data.items.map((one) => ({ ...one, ...lists(one), at: new Date(one.at).toISOString() })),
      words: wordsFor(gate.heritage, [...data.current, ...data.items]),
      ...(data.next !== undefined && { next: data.next }),
    };
  }

  app.get(
    '/v1/me/data',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What is held about you and your households',
        description: 'With each piece: by which clause and choices it came, what it may be used for, and who got it.',
        tags,
        querystring,
        response: { 200: Page },
      },
    },
    (request) => page(request, request.query),
  );

  app.get(
    '/v1/me/glance',
    {
      config: { access: 'person' },
      schema: {
        summary: 'How much is held about you and your households, and who got what',
        description: 'Counted without opening anything.',
        tags,
        response: {
          200: Exactly({
            months: Type.Array(
              Exactly({
                month: Type.String({ description: 'In which it came in, UTC', examples: ['2027-03'] }),
                category: Type.String(),
                events: Type.Integer(),
              }),
              { description: 'Of what happened, oldest first' },
            ),
            disclosures: Type.Array(
              Exactly({
                recipient: Type.String(),
                clause: Type.String(),
                categories: Type.Array(Type.String()),
                at: Instant('When it was sent'),
              }),
              { description: 'Newest first' },
            ),
            openings: Type.Array(
              Exactly({
                role: Type.String({ description: 'Of who opened it' }),
                purpose: Type.String(),
                because: Type.String({ description: 'The case' }),
                clause: Type.String(),
                categories: Type.Array(Type.String()),
                at: Instant('When it was opened'),
              }),
              { description: 'By people who work for us, newest first' },
            ),
            words: Exactly({ categories: Words, clauses: Words, recipients: Words }),
          }),
        },
      },
    },
    async (request) => {
      const { months, disclosures, openings } = await people.glance(personOf(request).subject);
      const { statement } = gate.compiled;
      const { data, recipients } = statement.words;
      const named = (names: readonly string[], say: (name: string) => string | undefined) =>
        Object.fromEntries([...new Set(names)].map((name) => [name, say(name) ?? name]));
      const categories = [
        ...months.map(({ category }) => category),
        ...[...disclosures, ...openings].flatMap((one) => one.categories),
      ];
      return {
        months: [...months],
        disclosures: disclosures.map(({ categories, at, ...one }) => ({
          ...one,
          categories: [...categories],
          at: new Date(at).toISOString(),
        })),
        openings: openings.map(({ actor, categories, at, ...one }) => ({
          ...one,
          role: roleIn(actor),
          categories: [...categories],
          at: new Date(at).toISOString(),
        })),
        words: {
          categories: named(categories, (name) => data[name]?.says),
          clauses: named(
            [...disclosures, ...openings].map(({ clause }) => clause),
            (id) => clauseWords(statement, id),
          ),
          recipients: named(
            disclosures.map(({ recipient }) => recipient),
            (name) => recipients[name]?.says,
          ),
        },
      };
    },
  );

  app.post(
    '/v1/me/data/search',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Search what is held about you and your households',
        description:
          'Finds text in values and in the words for them, in any case. The text is in the body, since addresses are noted ' +
          'in many places. A page may be short, or empty, and have a next: it looked through so much, and goes on there.',
        tags,
        querystring,
        body: Exactly({ q: Type.String({ minLength: 1, maxLength: 200, description: 'What to look for' }) }),
        response: { 200: Page },
      },
    },
    (request) => page(request, request.query, request.body.q),
  );

  app.get(
    '/v1/me/data/explain',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Explain a category, or one field of it',
        description: 'How it comes here, until when it is held, what it is used for, and with whom it was shared.',
        tags,
        querystring: Exactly({
          category: Type.String({ maxLength: 200, description: 'A category of the statement' }),
          field: Text('One field of it'),
        }),
        response: {
          200: Exactly({
            name: Type.String(),
            says: Type.String(),
            lines: Type.Array(
              Exactly({
                about: Type.Enum(['collected', 'governed', 'held', 'opened', 'sent']),
                says: Type.String(),
                clause: Type.Optional(Type.String()),
              }),
            ),
            recipients: Type.Array(Recipient, { description: 'Who got such data of yours' }),
          }),
        },
      },
    },
    async (request) => {
      const explained = await people.explainOwn(personOf(request).subject, request.query);
      if (explained === undefined) throw new Problem('unknown-category');
      const { name, says, lines, recipients } = explained;
      return { name, says, lines: lines.map((line) => ({ ...line })), recipients: moments(recipients) };
    },
  );
}

/** The role of somebody who works here, as an actor has it. */
const roleIn = (actor: string): string => actor.replace(/^staff:/, '').split('/')[0]!;

/** The lists of a piece, with moments as the interface tells them. */
const lists = ({ choices, purposes, recipients }: Told) => ({
  choices: [...choices],
  purposes: [...purposes],
  recipients: moments(recipients),
});
const moments = (recipients: Told['recipients']) =>
  recipients.map((one) => ({ ...one, at: new Date(one.at).toISOString() }));

function instant(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = instantOf(text);
  if (Number.isNaN(at)) throw new Problem('malformed-request', { detail: `\`${name}\` is not an instant` });
  return at;
}

interface Pieces {
  readonly category: string;
  readonly event?: string;
  readonly clause?: string;
  readonly collectedBy?: readonly string[];
  readonly data: { readonly [field: string]: unknown };
  readonly choices: readonly { readonly clause: string }[];
  readonly purposes: readonly string[];
  readonly recipients: readonly { readonly recipient: string; readonly clause: string }[];
}

/** What the statement, or the last version that had them, calls the categories, events, fields, clauses and recipients that occur. */
function wordsFor(statement: Statement, pieces: readonly Pieces[]) {
  const categories: Record<string, string> = {};
  const events: Record<string, string> = {};
  const fields: Record<string, string> = {};
  const kept: Record<string, string> = {};
  const recipients: Record<string, string> = {};
  const ids = new Set<string>();
  for (const { category, event, data, clause, collectedBy = [], choices, purposes, recipients: to } of pieces) {
    const declared = statement.words.data[category];
    categories[category] = declared?.says ?? category;
    const keep = statement.keep[category];
    if (keep !== undefined) kept[category] = keepWords(statement, category, keep);
    if (event !== undefined) events[event] = statement.collect[event]?.says ?? event;
    for (const field of Object.keys(data)) {
      fields[`${category}.${field}`] = declared?.fields[field]?.says ?? field;
    }
    for (const { recipient } of to) recipients[recipient] = statement.words.recipients[recipient]?.says ?? recipient;
    if (clause !== undefined) ids.add(clause);
    for (const one of [...collectedBy, ...purposes, ...[...choices, ...to].map((each) => each.clause)]) ids.add(one);
  }
  const clauses = Object.fromEntries([...ids].map((id) => [id, clauseWords(statement, id)]));
  return { categories, events, fields, kept, clauses, recipients };
}
