import { Type } from 'typebox';
import { instantOf } from '../../decide/instant.ts';
import type { Statement } from '../../statement/statement.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant } from './shapes.ts';

const Text = (description: string) => Type.Optional(Type.String({ maxLength: 200, description }));
const Values = Type.Record(Type.String(), Type.Unknown(), { description: 'Field → value' });
const system = Type.Optional(Type.String({ description: 'The household, by its system id; absent for your own' }));
const Words = Type.Record(Type.String(), Type.String());

export function dataRoute(app: App, { people, compiled }: World): void {
  const { statement } = compiled;
  app.get(
    '/v1/me/data',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What is held about you and your households',
        tags: ['data'],
        querystring: Exactly({
          category: Text('One category of the statement'),
          product: Type.Optional(
            Type.String({ pattern: '^[\\x21-\\x7e]{0,200}$', description: 'One product, by its id' }),
          ),
          from: Text('Not before this instant, RFC 3339'),
          to: Text('Before this instant, RFC 3339'),
          cursor: Text('`next` of the page before'),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]|[1-9]\\d|[1-4]\\d\\d|500)$', description: '1 to 500; 100' }),
          ),
        }),
        response: {
          200: Exactly({
            current: Type.Array(
              Exactly({
                system,
                category: Type.String(),
                product: Type.String({ description: 'Empty for what is about no one product' }),
                data: Values,
                clause: Type.String({ description: 'The clause that says how long it is held' }),
              }),
              { description: 'What is true now; on the first page' },
            ),
            items: Type.Array(
              Exactly({
                system,
                category: Type.String(),
                product: Type.String(),
                event: Type.String(),
                at: Instant('When it happened'),
                data: Values,
                clause: Type.String({ description: 'The clause by which it was collected' }),
                statement: Type.String({ description: 'The version of the statement at the time, by its hash' }),
                ends: Type.String({
                  description: 'The day from which it is gone; `open` while its clock has not started',
                }),
              }),
              { description: 'What happened, newest first' },
            ),
            words: Exactly({ categories: Words, events: Words, fields: Words }),
            next: Type.Optional(Type.String({ description: 'The cursor of the next page; absent on the last' })),
          }),
        },
      },
    },
    async (request) => {
      const { category, product, from, to, cursor, limit = '100' } = request.query;
      const data = await people.ownData(personOf(request).subject, {
        category,
        product,
        from: instant('from', from),
        to: instant('to', to),
        cursor,
        limit: Number(limit),
      });
      if (data.kind !== 'page') throw new Problem(data.kind);
      return {
        current: data.current.map((one) => ({ ...one, clause: `keep.${one.category}` })),
        items: data.items.map((one) => ({ ...one, at: new Date(one.at).toISOString() })),
        words: wordsFor(statement, [...data.current, ...data.items]),
        ...(data.next !== undefined && { next: data.next }),
      };
    },
  );
}

function instant(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const at = instantOf(text);
  if (Number.isNaN(at)) throw new Problem('malformed-request', { detail: `\`${name}\` is not an instant` });
  return at;
}

interface Told {
  readonly category: string;
  readonly event?: string;
  readonly data: { readonly [field: string]: unknown };
}

/** What the statement calls the categories, events and fields that occur. */
function wordsFor(statement: Statement, told: readonly Told[]) {
  const categories: Record<string, string> = {};
  const events: Record<string, string> = {};
  const fields: Record<string, string> = {};
  for (const { category, event, data } of told) {
    const declared = statement.words.data[category];
    categories[category] = declared?.says ?? category;
    if (event !== undefined) events[event] = statement.collect[event]?.says ?? event;
    for (const field of Object.keys(data)) {
      fields[`${category}.${field}`] = declared?.fields[field]?.says ?? field;
    }
  }
  return { categories, events, fields };
}
