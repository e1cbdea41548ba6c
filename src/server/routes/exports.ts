import { Type } from 'typebox';
import type { Export } from '../../people/export/export.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Instant } from './shapes.ts';

const Shape = Exactly({
  id: Type.String(),
  state: Type.Enum(['ready', 'ended'], { description: 'It is ready at once, and cannot be fetched once it has ended' }),
  made: Instant('When it was asked for'),
  ends: Instant('Until when it can be fetched'),
  items: Type.Integer({ description: 'How many events there were to take along' }),
  written: Type.Integer({ description: 'How many the last fetching has come to' }),
  fetched: Type.Optional(Instant('When it was last fetched to its end')),
});

export function exportRoutes(app: App, { people }: World): void {
  const tags = ['data'];
  app.post(
    '/v1/me/exports',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Ask for all that is held about you and your households',
        tags,
        response: { 201: Shape },
      },
    },
    async (request, reply) => {
      const made = await people.makeExport(personOf(request).subject);
      if (made.kind !== 'made') throw refusal(made);
      return reply.status(201).send(present(made));
    },
  );

  const params = Exactly({ id: Type.String({ maxLength: 40 }) });
  app.get(
    '/v1/me/exports/:id',
    {
      config: { access: 'person' },
      schema: { summary: 'How far an export is', tags, params, response: { 200: Shape } },
    },
    async (request) => {
      const found = await people.exportOf(personOf(request).subject, request.params.id);
      if (found === undefined) throw new Problem('not-found');
      return present(found);
    },
  );

  app.get(
    '/v1/me/exports/:id/archive',
    {
      // Its head would open everything and send nothing.
      exposeHeadRoute: false,
      config: { access: 'person' },
      schema: {
        summary: 'Fetch an export',
        description:
          'A ZIP, made while it is sent and kept nowhere. Needs a session that began in the last ten minutes.',
        tags,
        params,
        produces: ['application/zip'],
      },
    },
    async (request, reply) => {
      const archive = await people.archiveOf(personOf(request), request.params.id);
      if (archive.kind !== 'archive') throw new Problem(archive.kind);
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="your-data.zip"')
        .send(archive.stream);
    },
  );
}

const present = ({ id, state, madeAt, endsAt, items, written, fetchedAt }: Export) => ({
  id,
  state,
  made: new Date(madeAt).toISOString(),
  ends: new Date(endsAt).toISOString(),
  items,
  written,
  ...(fetchedAt !== undefined && { fetched: new Date(fetchedAt).toISOString() }),
});
