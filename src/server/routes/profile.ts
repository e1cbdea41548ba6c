import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Email, Given, Nothing } from './shapes.ts';

export function profileRoute(app: App, { people }: World): void {
  app.patch(
    '/v1/me/profile',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Change your profile',
        description: 'What is left out stays as it is.',
        tags: ['people'],
        body: Type.Object(
          {
            email: Type.Optional(Email),
            name: Type.Optional(Given('Your name', 200)),
            phone: Type.Optional(Given('A telephone number', 32)),
            country: Type.Optional(Given('ISO 3166-1, such as `DE`', 2)),
            postalCode: Type.Optional(Given('A postal code', 12)),
            language: Type.Optional(Given('BCP 47, such as `pt-BR`', 40)),
          },
          { additionalProperties: false, minProperties: 1 },
        ),
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
