import { Type } from 'typebox';
import { instantOf } from '../../decide/instant.ts';
import type { Removal } from '../../gate/gate.ts';
import { isUuid } from '../../people/uuid.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, iso, Nothing } from './shapes.ts';

const Text = (description: string) => Type.Optional(Type.String({ minLength: 1, maxLength: 200, description }));

export function deletionRoutes(app: App, { people }: World): void {
  const tags = ['data'];
  app.post(
    '/v1/me/deletions',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Delete a part of what is held',
        description:
          'What happened: one item, a time, what one product told, a category, any of these together, or everything. Hidden at once, ' +
          'to be had back until a time (`DELETE /v1/me/deletions/{id}`), then destroyed. Your account stays; see `POST /v1/me/erasure`.',
        tags,
        body: Exactly({
          item: Text('One item, by its `id` in `GET /v1/me/data`'),
          category: Text('One category'),
          product: Text('One product, by its id'),
          from: Text('What happened not before this instant, RFC 3339'),
          to: Text('What happened before this instant, RFC 3339'),
          everything: Type.Optional(Type.Literal(true, { description: 'All that happened' })),
        }),
        response: {
          201: Exactly({
            id: Type.String(),
            undoUntil: Instant('Until when it can be had back'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { everything, item, from, to, ...rest } = request.body;
      const others = Object.keys(request.body).length - 1;
      if (others < 0 || ((everything || item !== undefined) && others > 0)) {
        throw new Problem('malformed-request', { detail: 'say what to delete: `item` and `everything` stand alone' });
      }
      const [start, end] = [from, to].map((text) => (text === undefined ? undefined : instantOf(text)));
      if (Number.isNaN(start) || Number.isNaN(end)) throw new Problem('not-accepted', { detail: '`from`, `to`' });
      const outcome = await people.deleteOwn(personOf(request).subject, { ...rest, item, from: start, to: end });
      switch (outcome.kind) {
        case 'deleted':
          return reply.status(201).send({ id: outcome.id, undoUntil: iso(outcome.until) });
        case 'current':
          throw new Problem('not-history');
        case 'too-many-deletions':
          throw new Problem('too-many-deletions');
        case 'not-found':
        case 'gone':
          throw new Problem('not-found');
      }
    },
  );

  app.get(
    '/v1/me/deletions',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What you deleted',
        description: 'Kept for as long as something could come back that it is about: it is not collected again.',
        tags,
        response: {
          200: Exactly({
            deletions: Type.Array(
              Exactly({
                id: Type.String(),
                made: Instant('When'),
                undoUntil: Instant('Until when it can be had back'),
                isDestroyed: Type.Boolean(),
                categories: Type.Optional(Type.Array(Type.String(), { description: 'All when absent' })),
                product: Type.Optional(Type.String()),
                from: Type.Optional(Instant('From')),
                to: Type.Optional(Instant('To')),
                item: Type.Optional(Type.String({ description: 'One item' })),
              }),
            ),
          }),
        },
      },
    },
    async (request) => ({ deletions: (await people.ownDeletions(personOf(request).subject)).map(shown) }),
  );

  app.delete(
    '/v1/me/deletions/:id',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have back what you deleted',
        description: 'Until the time that was told. What products sent meanwhile of what was deleted was not kept.',
        tags,
        params: Exactly({ id: Type.String({ maxLength: 100 }) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      if (!isUuid(id) || !(await people.undoOwn(personOf(request).subject, id))) throw new Problem('not-found');
      return reply.status(204).send(undefined);
    },
  );
}

function shown({ id, madeAt, until, isDestroyed, scope }: Removal) {
  const { categories, product, from, to, item } = scope;
  return {
    id,
    made: iso(madeAt),
    undoUntil: iso(until),
    isDestroyed,
    ...(categories !== undefined && { categories: [...categories] }),
    ...(product !== undefined && { product }),
    ...(from !== undefined && { from: iso(from) }),
    ...(to !== undefined && { to: iso(to) }),
    ...(item !== undefined && { item: `${item.segment}.${item.position}` }),
  };
}
