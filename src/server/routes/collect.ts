import { Type } from 'typebox';
import type { Books, Count } from '../../gate/gate.ts';
import { productOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import { speakingFor } from '../speaking-for.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly } from './shapes.ts';

const Counts = Type.Record(Type.String(), Type.Integer());
const totals = { received: Type.Integer(), stored: Type.Integer(), withheld: Type.Integer(), refused: Type.Integer() };
const clauses = Exactly({ stored: Counts, withheld: Counts, refused: Counts });

export function collectRoute(app: App, { gate }: World): void {
  app.post(
    '/v1/collect',
    {
      config: { access: 'product' },
      schema: {
        summary: 'Send events',
        description:
          'Each event, and each field, is stored or withheld by a clause, or refused for a reason; the answer counts every one. ' +
          'Once it is there, what was stored is durable. The same batch sent again is stored once, and answered as before. ' +
          'Which events and fields may be sent now is told by `GET /v1/directive`; `data` is flat, field by field. ' +
          'The body may be packed with gzip.',
        tags: ['telemetry'],
        body: Exactly({
          batch: Type.String({ pattern: '^[\\x21-\\x7e]{1,64}$', description: 'An id of your own for this batch' }),
          generation: Type.Optional(
            Type.Integer({
              minimum: 0,
              description: 'Of the directive it was recorded under, unless an event has its own',
            }),
          ),
          events: Type.Array(
            Type.Unknown({
              description: '`{ event, at, data, generation? }`; what has another shape is refused and counted',
            }),
            { maxItems: 2000 },
          ),
        }),
        response: {
          200: Exactly({
            ...totals,
            repeated: Type.Boolean(),
            generation: Type.Integer({ description: 'Of the directive now; fetch it if yours is another' }),
            clauses,
            fields: Exactly({ ...totals, clauses }),
          }),
        },
      },
    },
    async (request) => {
      const { batch, events, generation } = request.body;
      const { household, ...speaking } = speakingFor(productOf(request));
      const collected = await gate.collect({
        subject: household,
        ...speaking,
        id: batch,
        events,
        generation,
        body: request.text,
      });
      if (collected.kind === 'conflict') throw new Problem('batch-conflict');
      if (collected.kind === 'taken') throw new Problem('value-in-use', { detail: `\`${collected.field}\`` });
      if (collected.kind === 'gone') throw refusal(collected);
      const { books, repeated, generation: current } = collected;
      return { ...present(books, 'events'), repeated, generation: current, fields: present(books, 'fields') };
    },
  );
}

/** The books of one unit: totals, and each clause and reason that counts any. */
function present(books: Books, unit: keyof Count) {
  const countsOf = (counts: { readonly [name: string]: Count }) =>
    Object.fromEntries(
      Object.entries(counts).flatMap(([name, count]) => (count[unit] > 0 ? [[name, count[unit]]] : [])),
    );
  const stored = countsOf(books.stored);
  const withheld = countsOf(books.withheld);
  const refused = countsOf(books.refused);
  const sum = (counts: { readonly [name: string]: number }) => Object.values(counts).reduce((a, b) => a + b, 0);
  return {
    received: books.received[unit],
    stored: sum(stored),
    withheld: sum(withheld),
    refused: sum(refused),
    clauses: { stored, withheld, refused },
  };
}
