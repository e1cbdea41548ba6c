import { Type } from 'typebox';
import { mayObject } from '../../decide/limits.ts';
import { OWN_SPANS } from '../../decide/own-spans.ts';
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
        summary: 'What you had restricted, objected to, paused or held for less long',
        tags,
        response: {
          200: Exactly({
            limits: Type.Array(
              Exactly({
                kind: Type.Enum(['restriction', 'objection', 'pause', 'shorter']),
                purpose: Type.Optional(Type.String()),
                category: Type.Optional(Type.String()),
                days: Type.Optional(Type.Integer({ description: 'Of `shorter`: after so many it is deleted' })),
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

  app.put(
    '/v1/me/spans/:category',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have a category deleted after so many days',
        description:
          'Within the time that the statement holds it. What is older is seen by nobody at once, and destroyed once the time is ' +
          'over in which a deletion can be undone; what comes in from now on ends by this span, whatever is set later.',
        tags,
        params: Exactly({ category: name }),
        body: Exactly({ days: Type.Union(OWN_SPANS.map((days) => Type.Literal(days))) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { category } = request.params;
      await set(request, { kind: 'shorter', category, days: request.body.days }, 'on');
      return reply.status(204).send(undefined);
    },
  );

  app.delete(
    '/v1/me/spans/:category',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Let a category be held as long as the statement says',
        tags,
        params: Exactly({ category: name }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { category } = request.params;
      await set(request, { kind: 'shorter', category, days: OWN_SPANS[0] }, 'off');
      return reply.status(204).send(undefined);
    },
  );
}
