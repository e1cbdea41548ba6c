import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { isPerParty } from '../../decide/choices.ts';
import type { OwnChoosing } from '../../people/own-choices.ts';
import { personOf, sessionOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import { streamStanding } from '../standing-stream.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Instant, OnOff } from './shapes.ts';

export function choiceRoutes(app: App, world: World): void {
  const { people, gate } = world;
  const tags = ['choices'];
  const streams = streamStanding(app, world);

  app.get(
    '/v1/me/standing',
    {
      exposeHeadRoute: false,
      config: { access: 'person' },
      schema: {
        summary: 'When to look at choices and products again',
        description:
          'Server-sent events named `changed`, each time a choice was made, wherever, or a product confirmed one. They say ' +
          'nothing else. A comment every 15 s says that the stream is alive. It ends with your session.',
        tags,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      reply.hijack();
      await streams.open(reply.raw, sessionOf(request), personOf(request));
    },
  );

  app.get(
    '/v1/me/choices',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Your choices, and those of your households',
        tags,
        response: {
          200: Exactly({
            choices: Type.Array(
              Exactly({
                choice: Type.String({ description: '`usage-data`, or `music-service/hummingbird` for one of many' }),
                state: OnOff,
                inForce: Type.Boolean({ description: 'Whether it works: its own state, and that of each it needs' }),
                since: Type.Optional(Instant('When it was last changed')),
                of: Type.Union([Type.Literal('person'), Type.Literal('household'), Type.Literal('visitor')]),
                system: Type.Optional(Type.String({ description: 'The household, by its system id' })),
                kind: Type.String(),
                isByName: Type.Boolean({ description: 'Whether it is made for each of many recipients, by its name' }),
                asks: Type.String({ description: 'The words beside the switch' }),
                tells: Type.String({ description: 'What follows from leaving it off' }),
                clause: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const own = await people.ownChoices(personOf(request).subject);
      const { statement } = gate.compiled;
      return {
        choices: own.flatMap((one) => {
          const name = one.choice.split('/')[0] ?? '';
          const clause = statement.choices[name];
          if (clause === undefined) return [];
          const { of, kind, asks, tells } = clause;
          const isByName = isPerParty(statement, name);
          return [{ ...one, of, kind, isByName, asks, tells, clause: `choices.${name}` }];
        }),
      };
    },
  );

  const body = Exactly({ state: OnOff });
  const querystring = Exactly({
    system: Type.Optional(Type.String({ maxLength: 40, description: 'The household, if you have several' })),
  });
  const response = { 200: Exactly({ generation: Type.Integer(), changed: Type.Boolean() }) };
  const description = 'In force, at all your products and apps, once this is answered.';
  const Name = Type.String({ maxLength: 160 });

  async function choose(request: FastifyRequest, choosing: OwnChoosing) {
    const chosen = await people.chooseOwn(personOf(request).subject, choosing);
    switch (chosen.kind) {
      case 'chosen':
        return { generation: chosen.generation, changed: chosen.changed };
      case 'undeclared':
        throw new Problem('unknown-choice');
      case 'needs':
        throw new Problem('choice-needs', { clause: chosen.clause, detail: `\`${chosen.choice}\` is off` });
      case 'too-many-parties':
      case 'no-household':
      case 'which-household':
      case 'not-found':
        throw new Problem(chosen.kind);
      case 'gone':
        throw refusal(chosen);
    }
  }

  app.put(
    '/v1/me/choices/:choice',
    {
      config: { access: 'person' },
      schema: { summary: 'Choose', description, tags, params: Exactly({ choice: Name }), querystring, body, response },
    },
    async (request) => choose(request, { ...request.params, ...request.body, ...request.query }),
  );

  app.put(
    '/v1/me/choices/:choice/:party',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Choose for one of many recipients',
        description,
        tags,
        params: Exactly({ choice: Name, party: Name }),
        querystring,
        body,
        response,
      },
    },
    async (request) => {
      const { choice, party } = request.params;
      return choose(request, { choice: `${choice}/${party}`, ...request.body, ...request.query });
    },
  );
}
