import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Email, Exactly, Instant, iso, Nothing } from './shapes.ts';

export function addressChangeRoutes(app: App, { people }: World): void {
  const tags = ['people'];
  const config = { access: 'person' } as const;
  const path = '/v1/me/address-change';

  app.get(
    path,
    {
      config,
      schema: {
        summary: 'The new email address that waits to be confirmed',
        description:
          'Asked for with `PATCH /v1/me/profile`. Until the link that was mailed there is opened, the one before is in force.',
        tags,
        response: {
          200: Exactly({
            waiting: Type.Optional(
              Exactly({ email: Email, asked: Instant('When you asked for it'), ends: Instant('Until when it waits') }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const waiting = await people.ownAddressChange(personOf(request).subject);
      if (waiting === undefined) return {};
      const { address, askedAt, endsAt } = waiting;
      return { waiting: { email: address, asked: iso(askedAt), ends: iso(endsAt) } };
    },
  );

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Have the link mailed to the new address once more',
        description: 'The link before is not good any more.',
        tags,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.sendAddressAgain(personOf(request).subject);
      if (outcome.kind === 'none') throw new Problem('not-found');
      if (outcome.kind !== 'sent') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );

  app.delete(
    path,
    {
      config,
      schema: {
        summary: 'Leave the email address as it was',
        description: 'The link that was mailed to the new one is not good any more.',
        tags,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      if (!(await people.leaveAddress(personOf(request).subject))) throw new Problem('not-found');
      return reply.status(204).send(undefined);
    },
  );
}
