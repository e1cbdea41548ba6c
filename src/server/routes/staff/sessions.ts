import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { RIGHTS, type Right, ROLES, rightsOf } from '../../../people/staff/roles.ts';
import type { StaffBegun } from '../../../people/staff/staff.ts';
import { staffIn } from '../../access.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import { cookieOf, giveCookie, isFromOwnPage, STAFF_COOKIE, takeCookie } from '../../session-cookie.ts';
import type { World } from '../../world.ts';
import { refusal } from '../outcome.ts';
import { AnyPassword, Exactly, Instant, Nothing } from '../shapes.ts';

const Role = Type.Enum([...ROLES]);
const Token = Type.String({ maxLength: 100, description: 'Of the link' });
const Code = Type.String({ maxLength: 20, description: 'What the authenticator shows now' });
/** A person chooses one for their home; this one opens other people’s data. */
const StaffPassword = Type.String({ minLength: 12, maxLength: 200, description: 'Kept as a one-way hash alone' });
const Begun = Exactly({ ends: Instant('When the session ends at the latest') });

/** People who work here: enrolling by a link, signing in and out. The session is a cookie of our own pages. */
export function staffSessionRoutes(app: App, { people, clock }: World): void {
  const tags = ['staff'];
  const config = { access: 'anyone' } as const;

  /** The session of the cookie before is over. */
  async function begun(request: FastifyRequest, reply: FastifyReply, outcome: StaffBegun) {
    if (outcome.kind === 'failed') throw new Problem('sign-in-failed');
    if (outcome.kind === 'too-many') throw refusal(outcome);
    const before = await people.staffOf(cookieOf(request, STAFF_COOKIE));
    if (before !== undefined) await people.signOutStaff(before);
    const { token, endsAt } = outcome;
    giveCookie(reply, token, endsAt - clock(), STAFF_COOKIE);
    return reply.status(201).send({ ends: new Date(endsAt).toISOString() });
  }

  app.post(
    '/v1/staff/sessions',
    {
      config,
      schema: {
        summary: 'Sign in to the console',
        description: 'An unknown name, a wrong password and a code that is wrong or was used are answered alike.',
        tags,
        body: Exactly({ name: Type.String({ maxLength: 100 }), password: AnyPassword, code: Code }),
        response: { 201: Begun },
      },
    },
    async (request, reply) => {
      if (!isFromOwnPage(request)) throw new Problem('other-site');
      return begun(request, reply, await people.signInStaff(request.body, request.ip));
    },
  );

  app.get(
    '/v1/staff/sessions',
    {
      config,
      schema: {
        summary: 'Who is signed in to the console, and what they do',
        tags,
        response: {
          200: Exactly({
            member: Type.Optional(
              Exactly({
                role: Role,
                may: Type.Array(Type.Enum(Object.keys(RIGHTS) as Right[])),
                staff: Type.String({ description: 'The random id by which the ledger knows them' }),
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const member = isFromOwnPage(request) ? await people.staffOf(cookieOf(request, STAFF_COOKIE)) : undefined;
      if (member === undefined) return {};
      const { role, staff } = member;
      return { member: { role, may: [...rightsOf(role)], staff } };
    },
  );

  app.delete(
    '/v1/staff/sessions',
    {
      config: { access: 'staff', may: 'own-session' },
      schema: { summary: 'Sign out of the console', tags, response: { 204: Nothing } },
    },
    async (request, reply) => {
      await people.signOutStaff(staffIn(request));
      takeCookie(reply, STAFF_COOKIE);
      return reply.status(204).send(undefined);
    },
  );

  app.post(
    '/v1/staff/enrolments/look',
    {
      config,
      schema: {
        summary: 'What somebody needs to enrol by their link',
        description: '`sotto staff add` makes the link. It is good once, for a day.',
        tags,
        body: Exactly({ token: Token }),
        response: {
          200: Exactly({
            name: Type.String(),
            role: Role,
            secret: Type.String({ description: 'Of the codes, base32, for an authenticator' }),
            uri: Type.String({ description: 'The same as `otpauth://`' }),
          }),
        },
      },
    },
    async (request) => {
      const outcome = await people.enrolling(request.body.token, request.ip);
      if (outcome.kind === 'failed') throw new Problem('link-failed');
      if (outcome.kind === 'too-many') throw refusal(outcome);
      const { name, role, secret, uri } = outcome;
      // Sound: accounts are made with these alone.
      return { name, role: role as (typeof ROLES)[number], secret, uri };
    },
  );

  app.post(
    '/v1/staff/enrolments',
    {
      config,
      schema: {
        summary: 'Enrol: set a password, show a first code, and be signed in',
        tags,
        body: Exactly({ token: Token, password: StaffPassword, code: Code }),
        response: { 201: Begun },
      },
    },
    async (request, reply) => {
      if (!isFromOwnPage(request)) throw new Problem('other-site');
      const outcome = await people.enrol(request.body, request.ip);
      if (outcome.kind === 'failed') throw new Problem('link-failed');
      if (outcome.kind === 'wrong-code') throw new Problem('wrong-code');
      return begun(request, reply, outcome);
    },
  );
}
