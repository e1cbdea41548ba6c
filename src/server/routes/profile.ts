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
        description: 'What is left out stays as it is.',
        tags: ['people'],
        body: Profile,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.changeProfile(personOf(request).subject, request.body);
      if (outcome.kind === 'taken') throw new Problem('address-in-use');
      if (outcome.kind !== 'stored') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );
}
