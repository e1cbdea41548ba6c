import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Nothing, Profile } from './shapes.ts';

export function profileRoute(app: App, { people }: World): void {
  app.patch(
    '/v1/me/profile',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Change your profile',
        description:
          'What is left out stays as it is. Another `email` takes a session that began in the last ten minutes, and is in force ' +
          'once the link that goes there by mail is opened: see `GET /v1/me/address-change`.',
        tags: ['people'],
        body: Profile,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.changeProfile(personOf(request), request.body);
      if (outcome.kind === 'sign-in-again') throw new Problem('sign-in-again');
      if (outcome.kind === 'taken') throw new Problem('value-in-use');
      if (outcome.kind !== 'stored' && outcome.kind !== 'to-confirm') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );
}
