import { personOf, sessionOf } from '../access.ts';
import { streamGlass } from '../glass-stream.ts';
import type { App } from '../http.ts';
import type { World } from '../world.ts';

export function glassRoute(app: App, world: World): void {
  const streams = streamGlass(app, world);
  app.get(
    '/v1/me/glass',
    {
      exposeHeadRoute: false,
      config: { access: 'person' },
      schema: {
        summary: 'What your products and apps send, while they send it',
        description:
          'Server-sent events named `payload`: each field with what became of it, and the clause. What is withheld is shown ' +
          'from memory and written nowhere; passing data, and values of what is refused, are not shown. `dropped` counts ' +
          'payloads that you were too slow for. A comment every 15 s says that the stream is alive. It ends with your session. ' +
          'What was stored can be looked back on with `GET /v1/me/data`.',
        tags: ['data'],
        produces: ['text/event-stream'],
      },
    },
    async (request, reply) => {
      reply.hijack();
      await streams.open(reply.raw, sessionOf(request), personOf(request));
    },
  );
}
