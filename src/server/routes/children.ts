import type { App } from '../http.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Given, Nothing } from './shapes.ts';

export function childrenRoute(app: App, { people }: World): void {
  app.post(
    '/v1/children/reports',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Report the account of a child',
        description:
          'For parents and guardians of somebody younger than the age that the statement names. People look at it, close the account and erase what is held. ' +
          'Answered alike whether there is such an account or not.',
        tags: ['people'],
        body: Exactly({
          account: Given('The email address of the account, or the id of the system', 254),
          text: Given('Who you are, how we can reach you, and what we should know', 2000),
        }),
        response: { 202: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.reportChild(request.body, request.ip);
      if (outcome.kind !== 'reported') throw refusal(outcome);
      return reply.status(202).send(undefined);
    },
  );
}
