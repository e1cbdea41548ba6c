import { Type } from 'typebox';
import { personOf, sessionOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import { cookieOf, giveCookie, isFromOwnPage, takeCookie } from '../session-cookie.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { AnyPassword, Email, Exactly, Instant, Nothing } from './shapes.ts';

export function sessionRoutes(app: App, { people, clock }: World): void {
  const tags = ['people'];
  app.post(
    '/v1/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Sign in',
        description: 'An unknown address, a wrong password and a locked account are answered alike.',
        tags,
        body: Exactly({
          email: Email,
          password: AnyPassword,
          as: Type.Optional(
            Type.Enum(['bearer', 'cookie'], {
              description:
                'A page asks for a cookie, which no script can read; it ends the session of the cookie before',
            }),
          ),
          reopen: Type.Optional(Type.Boolean({ description: 'Opens an account again that was closed' })),
        }),
        response: {
          201: Exactly({
            token: Type.Optional(Type.String({ description: 'Shown once; send it as a bearer. Not beside a cookie' })),
            ends: Instant('When the session ends at the latest'),
          }),
        },
      },
    },
    async (request, reply) => {
      const { as = 'bearer', ...given } = request.body;
      // Nor can another site sign somebody in, as somebody else.
      if (as === 'cookie' && !isFromOwnPage(request)) throw new Problem('other-site');
      const outcome = await people.signIn(given, request.ip);
      if (outcome.kind === 'failed') throw new Problem('sign-in-failed');
      if (outcome.kind === 'closed') throw new Problem('account-closed');
      if (outcome.kind !== 'signed-in') throw refusal(outcome);
      const { token, ends } = outcome;
      if (as === 'bearer') return reply.status(201).send({ token, ends });
      const before = await people.personOf(cookieOf(request));
      if (before !== undefined) await people.signOut(before);
      giveCookie(reply, token, Date.parse(ends) - clock());
      return reply.status(201).send({ ends });
    },
  );

  app.get(
    '/v1/sessions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Whether somebody is signed in',
        tags,
        response: {
          200: Exactly({
            isSignedIn: Type.Boolean(),
            isFresh: Type.Boolean({ description: 'Whether the session began in the last ten minutes' }),
          }),
        },
      },
    },
    async (request) => {
      const person = await people.personOf(sessionOf(request));
      return { isSignedIn: person !== undefined, isFresh: person !== undefined && (await people.isFresh(person)) };
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
      takeCookie(reply);
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
      takeCookie(reply);
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
      takeCookie(reply);
      return reply.status(204).send(undefined);
    },
  );
}
