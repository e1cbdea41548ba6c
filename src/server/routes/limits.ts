import { Type } from 'typebox';
import { mayObject } from '../../decide/limits.ts';
import type { Limit } from '../../gate/gate.ts';
import type { Statement } from '../../statement/statement.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, iso, Nothing, OnOff } from './shapes.ts';

const objectable = (statement: Statement) =>
  Object.keys(statement.use)
    .filter((purpose) => mayObject(statement, purpose))
    .map((purpose) => ({ purpose, says: statement.words.purposes[purpose]?.says ?? purpose }));

export function limitRoutes(app: App, { gate, people }: World): void {
  const tags = ['data'];
  const body = Exactly({ state: OnOff });
  const name = Type.String({ maxLength: 100 });

  async function set(request: Parameters<typeof personOf>[0], limit: Limit, state: 'on' | 'off') {
    const outcome = await people.limitOwn(personOf(request).subject, limit, state);
    switch (outcome.kind) {
      case 'undeclared':
      case 'gone':
        throw new Problem('not-found');
      case 'needed':
        throw new Problem('no-limit', { clause: outcome.clause });
    }
  }

  app.get(
    '/v1/me/limits',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What you had restricted, objected to or paused',
        tags,
        response: {
          200: Exactly({
            limits: Type.Array(
              Exactly({
                kind: Type.Union([Type.Literal('restriction'), Type.Literal('objection'), Type.Literal('pause')]),
                purpose: Type.Optional(Type.String()),
                category: Type.Optional(Type.String()),
                since: Instant('Since when'),
              }),
            ),
            objectable: Type.Array(Exactly({ purpose: Type.String(), says: Type.String() }), {
              description: 'The purposes that one may object to',
            }),
          }),
        },
      },
    },
    async (request) => ({
      limits: (await people.ownLimits(personOf(request).subject)).map((one) => ({ ...one, since: iso(one.since) })),
      objectable: objectable(gate.compiled.statement),
    }),
  );

  app.put(
    '/v1/me/restriction',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have your data left alone, or lift that',
        description:
          'It is held, and opened for nothing but what the law allows and your own view; beyond what your products need to work nothing is collected.',
        tags,
        body,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await set(request, { kind: 'restriction' }, request.body.state);
      return reply.status(204).send(undefined);
    },
  );

  app.put(
    '/v1/me/objections/:purpose',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Object to a purpose, or take that back',
        description: 'To one that rests on an interest of ours: nothing of yours is opened, sent or promoted for it.',
        tags,
        params: Exactly({ purpose: name }),
        body,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await set(request, { kind: 'objection', purpose: request.params.purpose }, request.body.state);
      return reply.status(204).send(undefined);
    },
  );

  app.put(
    '/v1/me/pauses/:category',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Pause a category, or go on with it',
        description:
          'Nothing of it is collected, and products stop sending it; what they recorded meanwhile is not kept.',
        tags,
        params: Exactly({ category: name }),
        body,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await set(request, { kind: 'pause', category: request.params.category }, request.body.state);
      return reply.status(204).send(undefined);
    },
  );
}
