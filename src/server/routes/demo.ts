/** The players of the demo household, for the app. */
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { personOf, sessionOf } from '../access.ts';
import type { App, HttpOptions } from '../http.ts';
import { Problem } from '../problems.ts';
import { streamPlayers, type VirtualHome } from '../virtual-home.ts';
import type { World } from '../world.ts';
import { Exactly, Nothing } from './shapes.ts';

const Serial = Type.String({ maxLength: 40, description: 'The serial number of a player' });
const Name = Type.String({ minLength: 1, maxLength: 100 });
const MUSIC = {
  name: Type.String(),
  by: Type.Optional(Type.String()),
  kind: Type.Union([Type.Literal('album'), Type.Literal('station')]),
};
const Group = Exactly({
  leader: Serial,
  players: Type.Array(
    Exactly({
      serial: Serial,
      room: Type.String(),
      productType: Type.String(),
      volume: Type.Integer({ description: 'Percent' }),
    }),
  ),
  transport: Type.Union([Type.Literal('playing'), Type.Literal('paused'), Type.Literal('stopped')]),
  music: Type.Optional(Exactly({ ...MUSIC, title: Type.String() })),
  hasNext: Type.Boolean(),
});
const Command = Type.Union([
  Exactly({ command: Type.Literal('play'), player: Serial, music: Type.Optional(Name) }),
  Exactly({
    command: Type.Union([Type.Literal('pause'), Type.Literal('next'), Type.Literal('leave')]),
    player: Serial,
  }),
  Exactly({ command: Type.Literal('volume'), player: Serial, volume: Type.Integer({ minimum: 0, maximum: 100 }) }),
  Exactly({ command: Type.Literal('join'), player: Serial, with: Serial }),
  Exactly({ command: Type.Literal('name'), player: Serial, room: Name }),
]);

export function demoRoutes(app: App, world: World, { virtualHome }: HttpOptions): void {
  const tags = ['demo'];
  const description = 'Only while the demo household is at home, and only for whom it belongs to.';
  const config = { access: 'person' } as const;
  const streams = streamPlayers(app, world);

  /** @throws Problem `not-found` unless it is the asker's own */
  async function homeOf(request: FastifyRequest): Promise<VirtualHome> {
    const home = virtualHome?.();
    if (home === undefined) throw new Problem('not-found');
    const own = await world.people.householdOf(personOf(request).subject, home.systemId);
    if (own === undefined) throw new Problem('not-found');
    return home;
  }

  app.get(
    '/v1/demo/players',
    {
      config,
      schema: {
        summary: 'What the virtual players of the demo play',
        description: `By group. ${description}`,
        tags,
        response: {
          200: Exactly({ systemId: Type.String(), groups: Type.Array(Group), music: Type.Array(Exactly(MUSIC)) }),
        },
      },
    },
    async (request) => {
      const { systemId, players } = await homeOf(request);
      return { systemId, groups: [...players.look()].map(shown), music: [...players.music] };
    },
  );

  app.get(
    '/v1/demo/players/stream',
    {
      exposeHeadRoute: false,
      config,
      schema: {
        summary: 'Tells when to look at the virtual players again',
        description: `Server-sent events named \`changed\`. ${description}`,
        tags,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      const { players } = await homeOf(request);
      reply.hijack();
      await streams.open(reply.raw, sessionOf(request), personOf(request), players);
    },
  );

  app.post(
    '/v1/demo/players/commands',
    {
      config,
      schema: {
        summary: 'Tell a virtual player what to do',
        description: `${description} What it does it says of itself, as far as the choices let it.`,
        tags,
        body: Command,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { players } = await homeOf(request);
      if (!players.obey(request.body)) throw new Problem('not-found');
      return reply.status(204).send(undefined);
    },
  );
}

const shown = ({ players, ...group }: ReturnType<VirtualHome['players']['look']>[number]) => ({
  ...group,
  players: [...players],
});
