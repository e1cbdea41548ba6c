import { Type } from 'typebox';
import type { App } from '../http.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Email, Exactly, Given, LONGEST_HINT, Password } from './shapes.ts';

export function accountRoutes(app: App, { people, gate }: World): void {
  app.post(
    '/v1/accounts',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Open an account',
        description:
          'For people of the age that the statement names, and older; no date of birth is asked for. An address that has an ' +
          'account is answered in the same way: whose it is learns of it by mail, and nobody else does. Sign in afterwards.',
        tags: ['people'],
        body: Exactly({
          email: Email,
          password: Password,
          country: Given('ISO 3166-1, such as `DE`', 2),
          postalCode: Given('A postal code', 12),
          name: Type.Optional(Given('Offered, not demanded', 200)),
          phone: Type.Optional(Given('Offered, not demanded', 32)),
          language: Type.Optional(Given('BCP 47, such as `pt-BR`', 40)),
          hint: Type.Optional(Given('Reminds you of your password; mailed when you ask for a new one', LONGEST_HINT)),
        }),
        response: { 201: Exactly({ minimumAge: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const outcome = await people.signUp(request.body, request.ip);
      if (outcome.kind !== 'registered') throw refusal(outcome);
      return reply.status(201).send({ minimumAge: gate.compiled.statement.age.minimum });
    },
  );
}
