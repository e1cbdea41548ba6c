import { Type } from 'typebox';
import { canonical } from '../../statement/canonical.ts';
import type { Statement } from '../../statement/statement.ts';
import type { App } from '../http.ts';
import { namesEtag } from '../none-match.ts';
import { Problem } from '../problems.ts';
import { announcedVersion, findVersion, versions } from '../versions.ts';
import type { World } from '../world.ts';
import { Between, betweenOf } from './between.ts';
import { Exactly, Instant, Nothing } from './shapes.ts';

const ChangeShape = Exactly({
  clause: Type.String(),
  material: Type.Boolean({ description: 'It has to be announced before it takes effect' }),
  kind: Type.String(),
  says: Type.String(),
  before: Type.Optional(Type.String()),
  after: Type.Optional(Type.String()),
});

export function statementRoutes(app: App, { gate, database }: World): void {
  const tags = ['statement'];
  const asText = (hash: string, statement: Statement) => `{"hash":"${hash}","statement":${canonical(statement)}}`;

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
      const { hash, compiled } = gate;
      const etag = `"${hash}"`;
      reply.headers({ etag, 'cache-control': 'public, no-cache' });
      if (namesEtag(request.headers['if-none-match'], etag)) return reply.status(304).send(undefined);
      return reply.type('application/json').send(asText(hash, compiled.statement) as never);
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
                until: Type.Optional(Instant('When another took its place')),
                isInForce: Type.Boolean(),
              }),
            ),
            announced: Type.Optional(
              Exactly({
                hash: Type.String(),
                inPlaceOf: Type.String(),
                dated: Type.String(),
                announced: Instant('When people began to be told'),
                takesEffect: Instant('When it takes the place of the one in force'),
              }),
            ),
          }),
        },
      },
    },
    async () => {
      const announced = await announcedVersion(database);
      return { versions: await versions(database), ...(announced !== undefined && { announced }) };
    },
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
      const version = await findVersion(database, request.params.hash);
      if (version === undefined) throw new Problem('not-found');
      reply.headers({ 'cache-control': 'public, max-age=31536000, immutable' });
      return reply.type('application/json').send(asText(version.hash, version.statement) as never);
    },
  );

  app.get(
    '/v1/statement/changes',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'What changes from one version to another',
        tags,
        querystring: Between,
        response: {
          200: Exactly({
            from: Type.String(),
            to: Type.String(),
            changes: Type.Array(ChangeShape),
          }),
        },
      },
    },
    async (request) => {
      const [before, after] = await betweenOf(database, request.query);
      return { from: before.hash, to: after.hash, changes: [...(await gate.difference(before, after))] };
    },
  );
}
