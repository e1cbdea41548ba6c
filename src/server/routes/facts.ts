import { Type } from 'typebox';
import { clauseWords } from '../../wording/clause-words.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Nothing } from './shapes.ts';

const system = Type.Optional(
  Type.String({ maxLength: 100, description: 'The household, by its system id; absent for your own' }),
);

/** What a value may look like: of the statement's own types, what a form needs to know. */
const Accepted = Exactly({
  type: Type.String({ description: 'Such as `text`, `email`, `country`, `one-of`' }),
  max: Type.Optional(Type.Number({ description: 'Characters of a text, or the largest number' })),
  min: Type.Optional(Type.Number()),
  unit: Type.Optional(Type.String()),
  values: Type.Optional(Type.Array(Type.String(), { description: 'The closed list of `one-of`' })),
});

const Fact = Exactly({
  system,
  category: Type.String(),
  says: Type.String({ description: 'What it is, in the words of the statement' }),
  product: Type.String({ description: 'Empty for what is about no one product' }),
  fields: Type.Array(
    Exactly({
      field: Type.String(),
      says: Type.String(),
      accepts: Accepted,
      value: Type.Optional(Type.Unknown({ description: 'Absent for what could be held, and is not' })),
      isByHand: Type.Boolean({ description: 'Whether you can put it right' }),
      clause: Type.String({ description: 'By which you can, or by which it came' }),
      clauseSays: Type.String(),
    }),
  ),
});

export function factRoutes(app: App, { people, gate }: World): void {
  const tags = ['data'];
  const config = { access: 'person' } as const;

  app.get(
    '/v1/me/facts',
    {
      config,
      schema: {
        summary: 'What is held as true of you and your households, to be put right',
        description:
          'Field by field: what it accepts, whether it can be put right by hand, and where it can’t, how it came.',
        tags,
        response: { 200: Exactly({ facts: Type.Array(Fact) }) },
      },
    },
    async (request) => {
      const facts = await people.ownFacts(personOf(request).subject);
      const { heritage } = gate;
      return {
        facts: facts.map(({ category, fields, ...rest }) => ({
          ...rest,
          category,
          says: heritage.words.data[category]?.says ?? category,
          fields: fields.map(({ field, type, clause, ...one }) => ({
            ...one,
            field,
            says: heritage.words.data[category]?.fields[field]?.says ?? field,
            accepts: {
              type: type.type,
              ...('max' in type && { max: type.max }),
              ...('min' in type && { min: type.min }),
              ...('unit' in type && { unit: type.unit }),
              ...('values' in type && { values: [...type.values] }),
            },
            clause,
            clauseSays: clauseWords(heritage, clause),
          })),
        })),
      };
    },
  );

  app.patch(
    '/v1/me/facts/:category',
    {
      config,
      schema: {
        summary: 'Put right what is held as true',
        description:
          'What is left out stays as it is. Another `account.email` goes the way of `PATCH /v1/me/profile`. For what can’t be ' +
          'put right by hand the problem names the clause by which it came; `POST /v1/me/requests` takes a correction in words.',
        tags,
        params: Exactly({ category: Type.String({ maxLength: 100 }) }),
        body: Exactly({
          system,
          product: Type.Optional(Type.String({ maxLength: 200 })),
          values: Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
            minProperties: 1,
            maxProperties: 100,
            description: 'Field → value, as the field accepts it',
          }),
        }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.correctOwn(personOf(request), { ...request.params, ...request.body });
      switch (outcome.kind) {
        case 'stored':
        case 'to-confirm':
          return reply.status(204).send(undefined);
        case 'sign-in-again':
        case 'unknown-category':
          throw new Problem(outcome.kind);
        case 'not-by-hand':
          throw new Problem('not-by-hand', { clause: outcome.clause });
        case 'taken':
          throw new Problem('value-in-use');
        default:
          throw refusal(outcome);
      }
    },
  );
}
