import { createHash } from 'node:crypto';
import { Type } from 'typebox';
import type { Directive } from '../../gate/gate.ts';
import { bearerOf, productOf } from '../access.ts';
import { streamDirectives } from '../directive-stream.ts';
import type { App } from '../http.ts';
import { namesEtag } from '../none-match.ts';
import { Problem } from '../problems.ts';
import { speakingFor } from '../speaking-for.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, Nothing } from './shapes.ts';

export function directiveRoutes(app: App, world: World): void {
  const tags = ['telemetry'];
  const streams = streamDirectives(app, world);

  app.get(
    '/v1/directive',
    {
      config: { access: 'product' },
      schema: {
        summary: 'What may be sent now',
        description:
          'With `If-None-Match` it may answer 304: what you hold stands until `Directive-Until`. Without a newer directive, ' +
          'only functional data may be sent from then on.',
        tags,
        response: {
          200: Exactly({
            generation: Type.Integer({ description: 'Raised by each change of a choice' }),
            statement: Exactly({ id: Type.String(), hash: Type.String() }),
            until: Instant('When it ends'),
            events: Type.Unsafe<Directive['events']>(
              Type.Record(Type.String(), Type.Array(Type.String()), { description: 'Event → its fields' }),
            ),
            withheld: Type.Record(Type.String(), Type.String(), {
              description: 'Event → the clause that withholds it, or `stopped` where it is taken from nobody just now',
            }),
          }),
          304: Nothing,
        },
      },
    },
    async (request, reply) => {
      const { household, touchpoint, facts } = speakingFor(productOf(request));
      const directive = await world.gate.directive(household, touchpoint, facts);
      if (directive === undefined) throw new Problem('not-found');
      const etag = etagOf(directive);
      reply.headers({ etag, 'directive-until': directive.until, 'cache-control': 'private, no-cache' });
      if (namesEtag(request.headers['if-none-match'], etag)) return reply.status(304).send(undefined);
      return directive;
    },
  );

  app.put(
    '/v1/directive/confirmed',
    {
      config: { access: 'product' },
      schema: {
        summary: 'Say which directive is obeyed',
        description:
          'Once what it does not allow has stopped. The household sees when. What is late, and speaks of an earlier one, ' +
          'changes nothing.',
        tags,
        body: Exactly({ generation: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 }) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await world.people.confirmDirective(productOf(request), request.body.generation);
      if (outcome === 'unknown') throw new Problem('not-accepted', { detail: '`generation` is of no directive yet' });
      return reply.status(204).send(undefined);
    },
  );

  app.get(
    '/v1/directive/stream',
    {
      // The head of a stream would stay open like the stream, with nothing in it.
      exposeHeadRoute: false,
      config: { access: 'product' },
      schema: {
        summary: 'What may be sent, at once and at each change',
        description: 'Server-sent events named `directive`; a comment every 15 s says that the stream is alive.',
        tags,
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      reply.hijack();
      await streams.open(reply.raw, bearerOf(request), productOf(request));
    },
  );
}

/** Of what it allows: the end moves with every answer, and stands in a header of its own. */
function etagOf({ until: _, ...allowed }: Directive): string {
  const hash = createHash('sha256').update(JSON.stringify(allowed)).digest('base64url');
  return `"${allowed.generation}-${hash.slice(0, 16)}"`;
}
