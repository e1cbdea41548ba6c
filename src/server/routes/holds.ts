import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, iso } from './shapes.ts';

export function holdRoute(app: App, { people }: World): void {
  app.get(
    '/v1/me/holds',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Legal holds on your data',
        description:
          'What is held for a dispute or a proceeding stays past its end, and is opened for nothing else meanwhile. Each hold is in your ledger too.',
        tags: ['data'],
        response: {
          200: Exactly({
            holds: Type.Array(
              Exactly({
                of: Type.Union([Type.Literal('you'), Type.Literal('household')]),
                categories: Type.Optional(Type.Array(Type.String(), { description: 'All when absent' })),
                reason: Type.String(),
                made: Instant('Since when'),
                ends: Instant('Until when at the latest'),
                lifted: Type.Optional(Instant('When it was ended before its time')),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const holds = await people.ownHolds(personOf(request).subject);
      return {
        holds: holds.map(({ madeAt, endsAt, liftedAt, ...rest }) => ({
          ...rest,
          made: iso(madeAt),
          ends: iso(endsAt),
          ...(liftedAt !== undefined && { lifted: iso(liftedAt) }),
        })),
      };
    },
  );
}
