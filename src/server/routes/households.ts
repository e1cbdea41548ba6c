import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly } from './shapes.ts';

export function householdRoutes(app: App, { people }: World): void {
  const tags = ['products'];
  const Household = Exactly({
    systemId: Type.String({ description: 'Names the system instead of its people', examples: ['7K3M9QZX2B4D'] }),
  });

  app.post(
    '/v1/households',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Register a household',
        description: 'A system of products in one home. It gets a unique id.',
        tags,
        response: { 201: Household },
      },
    },
    async (request, reply) => {
      const outcome = await people.registerHousehold(personOf(request).subject, request.ip);
      if (outcome.kind !== 'registered') throw refusal(outcome);
      return reply.status(201).send({ systemId: outcome.systemId });
    },
  );

  app.get(
    '/v1/households',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Your households',
        tags,
        response: { 200: Exactly({ households: Type.Array(Household) }) },
      },
    },
    async (request) => {
      const households = await people.householdsOf(personOf(request).subject);
      return { households: households.map(({ systemId }) => ({ systemId })) };
    },
  );
}
