import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { AnyPassword, Email, Exactly, Given, LONGEST_HINT, Nothing, Password } from './shapes.ts';

export function passwordRoutes(app: App, { people }: World): void {
  const tags = ['people'];
  const hint = Type.Optional(Given('Reminds you of your password', LONGEST_HINT));

  app.put(
    '/v1/me/password',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Change your password',
        description: 'Ends every session but this one.',
        tags,
        body: Exactly({ current: AnyPassword, password: Password, hint }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.changePassword(personOf(request), request.body);
      if (outcome.kind === 'failed') throw new Problem('wrong-password');
      if (outcome.kind !== 'changed') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );

  app.post(
    '/v1/password-resets',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Ask for a link to set a new password',
        description: 'Answered alike whether the address has an account or not; a link goes to its owner by mail.',
        tags,
        body: Exactly({ email: Email }),
        response: { 202: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.askForReset(request.body.email, request.ip);
      if (outcome.kind !== 'asked') throw refusal(outcome);
      return reply.status(202).send(undefined);
    },
  );

  app.post(
    '/v1/password-resets/:token',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Set a new password by a mailed link',
        description: 'A link is good once, for an hour. Ends every session, and unlocks the account.',
        tags,
        params: Exactly({ token: Type.String({ maxLength: 100 }) }),
        body: Exactly({ password: Password, hint }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const outcome = await people.resetPassword({ ...request.body, link: request.params.token, ip: request.ip });
      if (outcome.kind === 'failed') throw new Problem('reset-failed');
      if (outcome.kind !== 'changed') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );
}
