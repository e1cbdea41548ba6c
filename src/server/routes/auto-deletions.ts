import { Type } from 'typebox';
import type { AutoDeleted } from '../../gate/auto-delete.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, iso, Nothing } from './shapes.ts';

const Span = Type.String({ maxLength: 20, description: 'Such as `90 days` or `6 months`; a day at least' });
const UndoUntil = Instant('Until when lifting it brings back all that it hid');

export function autoDeletionRoutes(app: App, { people }: World): void {
  const tags = ['data'];
  const params = Exactly({ category: Type.String({ maxLength: 100 }) });

  app.get(
    '/v1/me/auto-deletions',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What is deleted by itself',
        tags,
        response: {
          200: Exactly({
            autoDeletions: Type.Array(
              Exactly({ category: Type.String(), olderThan: Span, since: Instant('Since when'), undoUntil: UndoUntil }),
            ),
            offered: Type.Array(Exactly({ category: Type.String(), spans: Type.Array(Type.String()) }), {
              description:
                'Of what it can be had, and spans for it; any other that is shorter than the statement’s is as good',
            }),
          }),
        },
      },
    },
    async (request) => {
      const { inForce, offered } = await people.ownAutoDeletions(personOf(request).subject);
      return {
        autoDeletions: inForce.map(({ since, until, ...rest }) => ({
          ...rest,
          since: iso(since),
          undoUntil: iso(until),
        })),
        offered: offered.map(({ category, spans }) => ({ category, spans: [...spans] })),
      };
    },
  );

  app.put(
    '/v1/me/auto-deletions/:category',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have what is older deleted by itself',
        description:
          'What is older than the span is hidden at once, and from then on as it passes; it is destroyed once it can’t be had back any more. ' +
          'The span is shorter than the statement’s own. The same span again changes nothing.',
        tags,
        params,
        body: Exactly({ olderThan: Span }),
        response: { 200: Exactly({ undoUntil: UndoUntil }) },
      },
    },
    async (request) => {
      const { category } = request.params;
      const outcome = await people.autoDeleteOwn(personOf(request).subject, category, request.body.olderThan);
      if (outcome.kind !== 'set') throw problemOf(outcome);
      return { undoUntil: iso(outcome.until) };
    },
  );

  app.delete(
    '/v1/me/auto-deletions/:category',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have nothing of it deleted by itself any more',
        description: 'While it can be undone, all comes back; later on what it had hidden stays deleted.',
        tags,
        params,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.autoDeleteOwn(personOf(request).subject, request.params.category, undefined);
      if (outcome.kind !== 'lifted') throw problemOf(outcome);
      return reply.status(204).send(undefined);
    },
  );
}

function problemOf(outcome: AutoDeleted): Problem {
  switch (outcome.kind) {
    case 'current':
      return new Problem('not-history');
    case 'needed':
      return new Problem('no-limit', { clause: outcome.clause });
    case 'law':
      return new Problem('held-by-law', { clause: outcome.clause });
    case 'no-span':
      return new Problem('not-accepted', { detail: '`olderThan`' });
    case 'too-long':
      return new Problem('gone-before', { clause: outcome.clause });
    default:
      return new Problem('not-found');
  }
}
