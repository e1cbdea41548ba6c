import { Type } from 'typebox';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { AnyPassword, Email, Exactly, Instant, Nothing } from './shapes.ts';

export function sessionRoutes(app: App, { people }: World): void {
  const tags = ['people'];
  app.post(
    '/v1/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Sign in',
        description: 'An unknown address, a wrong password and a locked account are answered alike.',
        tags,
        body: Exactly({ email: Email, password: AnyPassword }),
        response: {
          201: Exactly({
            token: Type.String({ description: 'Shown once; send it as a bearer' }),
            ends: Instant('When the session ends at the latest'),
          }),
        },
      },
    },
    async (request, reply) => {
      const outcome = await people.signIn(request.body, request.ip);
      if (outcome.kind === 'failed') throw new Problem('sign-in-failed');
      if (outcome.kind !== 'signed-in') throw refusal(outcome);
      return reply.status(201).send({ token: outcome.token, ends: outcome.ends });
    },
  );

  app.delete(
    '/v1/sessions',
    {
      config: { access: 'person' },
      schema: { summary: 'Sign out', tags, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await people.signOut(personOf(request));
      return reply.status(204).send(undefined);
    },
  );

  app.delete(
    '/v1/sessions/all',
    {
      config: { access: 'person' },
      schema: { summary: 'Sign out everywhere', tags, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await people.signOutEverywhere(personOf(request).subject);
      return reply.status(204).send(undefined);
    },
  );

  app.post(
    '/v1/me/misuse',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Report that your account is misused',
        description: 'It locks at once, and everybody is signed out. A link to set a new password unlocks it.',
        tags,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      await people.reportMisuse(personOf(request));
      return reply.status(204).send(undefined);
    },
  );
}
