import { Type } from 'typebox';
import type { App } from '../http.ts';
import { metricsText } from '../metrics.ts';
import type { World } from '../world.ts';
import { Exactly } from './shapes.ts';

/** What whoever runs the service looks at. */
export function operationRoutes(app: App, { ping, counts, requestCounts, problems, people }: World): void {
  const tags = ['operation'];
  app.get(
    '/healthz',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Whether the service works',
        tags,
        response: { 200: Exactly({ status: Type.Literal('ok') }) },
      },
    },
    async () => {
      await ping();
      return { status: 'ok' as const };
    },
  );

  app.get(
    '/metrics',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Counts for Prometheus',
        description:
          'Labels are names of the statement, of this API and of the runtime (`sotto_nodejs_…`, `sotto_process_…`); none is about anybody.',
        tags,
        produces: ['text/plain'],
      },
    },
    async (_request, reply) =>
      reply
        .type('text/plain; version=0.0.4; charset=utf-8')
        .send(await metricsText(problems, await counts(), people.mail.fates, await requestCounts())),
  );

  app.get('/openapi.json', { config: { access: 'anyone' }, schema: { summary: 'This interface', tags } }, async () =>
    app.swagger(),
  );
}
