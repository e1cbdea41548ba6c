import { Type } from 'typebox';
import { changesAddress } from '../../wording/versions-page.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, Nothing } from './shapes.ts';

export function noticeRoutes(app: App, { people }: World): void {
  const tags = ['statement'];

  app.get(
    '/v1/me/notices',
    {
      config: { access: 'person' },
      schema: {
        summary: 'New versions of the statement that you are told of',
        description: 'Newest first. Looking at them agrees to nothing.',
        tags,
        response: {
          200: Exactly({
            notices: Type.Array(
              Exactly({
                version: Type.String(),
                dated: Type.String(),
                state: Type.Union([Type.Literal('to come'), Type.Literal('in force'), Type.Literal('withdrawn')]),
                announced: Instant('Since when people are told'),
                takesEffect: Instant('When it takes effect, or took'),
                changes: Type.Array(Type.String(), { description: 'What changes that matters' }),
                page: Type.String({ description: 'All that changes, to read' }),
                seen: Type.Optional(Instant('When you saw it first')),
                acknowledged: Type.Optional(Instant('When you said that you know')),
                continued: Type.Optional(Instant('When your products first went on under it')),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const own = await people.ownNotices(personOf(request).subject);
      return {
        notices: own.map((one) => ({
          ...{ version: one.version, dated: one.dated, state: one.state, changes: [...one.changes] },
          announced: instant(one.announcedAt),
          takesEffect: instant(one.takesEffect),
          page: changesAddress(one.inPlaceOf, one.version),
          ...(one.seenAt !== null && { seen: instant(one.seenAt) }),
          ...(one.acknowledgedAt !== null && { acknowledged: instant(one.acknowledgedAt) }),
          ...(one.continuedAt !== null && { continued: instant(one.continuedAt) }),
        })),
      };
    },
  );

  app.put(
    '/v1/me/notices/:hash',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Say that you saw a notice, or that you know',
        tags,
        params: Exactly({ hash: Type.String({ maxLength: 64, description: 'Of the version' }) }),
        body: Exactly({ state: Type.Union([Type.Literal('seen'), Type.Literal('acknowledged')]) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const noted = { version: request.params.hash, state: request.body.state };
      if (!(await people.noteNotice(personOf(request).subject, noted))) throw new Problem('not-found');
      return reply.status(204).send(undefined);
    },
  );
}

const instant = (at: number): string => new Date(at).toISOString();
