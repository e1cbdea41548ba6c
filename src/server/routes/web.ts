/** The pages with script: privacy centre, app and console. Built by `npm run build`; each is one shell, whatever its path. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyReply } from 'fastify';
import { plainPage } from '../../wording/html.ts';
import type { App } from '../http.ts';
import { pagePolicy, scriptPolicy } from '../page-policy.ts';

/** Where the build puts them. */
export const BUILT = fileURLToPath(new URL('../../../dist/web', import.meta.url));

/** The first part of an address, and the surface behind it. */
const SURFACES = { me: 'centre', app: 'app', console: 'console' } as const;

export function webRoutes(app: App): void {
  const config = { access: 'anyone' } as const;
  const schema = { hide: true };
  app.register(files, { root: BUILT, serve: false });

  // Their names change with what is in them.
  app.get<{ Params: { '*': string } }>('/web/*', { config, schema }, async (request, reply) => {
    reply.header('cache-control', 'public, max-age=31536000, immutable');
    return reply.sendFile(request.params['*'], { cacheControl: false });
  });
  for (const [path, surface] of Object.entries(SURFACES)) {
    const shell = async (_request: unknown, reply: FastifyReply) => {
      if (!existsSync(join(BUILT, surface, 'index.html'))) return unbuilt(reply);
      reply.headers({ 'content-security-policy': scriptPolicy, 'cache-control': 'no-cache' });
      return reply.sendFile(`${surface}/index.html`, { cacheControl: false });
    };
    app.get(`/${path}`, { config, schema }, shell);
    app.get(`/${path}/*`, { config, schema }, shell);
  }
}

function unbuilt(reply: FastifyReply) {
  const body =
    '<main class="frame"><header><h1>These pages are not built yet</h1><p>Run <code>npm run build</code>, and load this again.</p></header></main>';
  return reply
    .status(503)
    .header('content-security-policy', pagePolicy({ forms: "'none'" }))
    .type('text/html; charset=utf-8')
    .send(plainPage('Not built yet', body));
}
