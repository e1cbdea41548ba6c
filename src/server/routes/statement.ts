import { Type } from 'typebox';
import { canonical } from '../../statement/canonical.ts';
import type { App } from '../http.ts';
import { namesEtag } from '../none-match.ts';
import { Problem } from '../problems.ts';
import { findVersion, versions } from '../versions.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, Nothing } from './shapes.ts';

export function statementRoutes(app: App, { compiled, hash, database }: World): void {
  const tags = ['statement'];
  const whole = `{"hash":"${hash}","statement":${canonical(compiled.statement)}}`;
  const etag = `"${hash}"`;

  app.get(
    '/v1/statement',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The statement in force, as data',
        description:
          'SHA-256 of the canonical text (RFC 8785) of `statement` is `hash`, which names this version everywhere.',
        tags,
        response: { 200: Exactly({ hash: Type.String(), statement: Type.Unknown() }), 304: Nothing },
      },
      serializerCompiler: () => (text) => text,
    },
    async (request, reply) => {
      reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (namesEtag(request.headers['if-none-match'], etag)) return reply.status(304).send(undefined);
      return reply.type('application/json').send(whole as never);
    },
  );

  app.get(
    '/v1/statement/versions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Every version there was',
        tags,
        response: {
          200: Exactly({
            versions: Type.Array(
              Exactly({
                hash: Type.String(),
                id: Type.String(),
                dated: Type.String(),
                published: Instant('When it came into force here'),
                isInForce: Type.Boolean(),
              }),
            ),
          }),
        },
      },
    },
    async () => ({ versions: await versions(database) }),
  );

  app.get(
    '/v1/statement/versions/:hash',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'One version, as data',
        tags,
        params: Exactly({ hash: Type.String({ maxLength: 64 }) }),
        response: { 200: Exactly({ hash: Type.String(), statement: Type.Unknown() }) },
      },
      serializerCompiler: () => (text) => text,
    },
    async (request, reply) => {
      const text = await findVersion(database, request.params.hash);
      if (text === undefined) throw new Problem('not-found');
      reply.headers({ 'cache-control': 'public, max-age=31536000, immutable' });
      return reply.type('application/json').send(`{"hash":"${request.params.hash}","statement":${text}}` as never);
    },
  );
}
