import { Type } from 'typebox';
import type { LiveRequest } from '../../people/requests/act.ts';
import { partSays } from '../../people/requests/systems.ts';
import { askedSays } from '../../people/requests/tell-request.ts';
import { REQUESTS, type RequestKind } from '../../statement/statement.ts';
import type { RequestRow } from '../../vault/requests.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Email, Exactly, Given, Instant, iso, Nothing, Profile } from './shapes.ts';

const Kind = Type.Enum([...REQUESTS], { description: 'See `requests` of the statement' });
export const Status = Type.Enum(['checking', 'open', 'done', 'refused', 'cancelled', 'lapsed'], {
  description: '`checking`: it has still to be confirmed who asks; the last four are for good',
});

export const Part = Exactly({
  part: Type.String(),
  says: Type.String(),
  state: Type.Enum(['waiting', 'failed', 'done', 'not-found', 'refused'], {
    description: '`failed` did not work yet, and is tried again',
  }),
  for: Type.Optional(Type.Enum(['us', 'staff'], { description: 'Whom it waits for: our program, or people' })),
  until: Type.Optional(Instant('When it is tried next')),
  because: Type.Optional(Type.String()),
  answer: Type.Optional(Type.String({ description: 'The path of what was asked for' })),
});

export const Notes = Type.Array(Exactly({ at: Instant('When it was written'), text: Type.String() }));

const head = {
  id: Type.String(),
  kind: Kind,
  says: Type.String(),
  status: Status,
  received: Instant('When we got it'),
  due: Instant('By when it is answered'),
  closed: Type.Optional(Instant('When it was over')),
};
const Shape = Exactly({
  ...head,
  takesLongerBecause: Type.Optional(Type.String()),
  parts: Type.Array(Part),
  notes: Notes,
});

export function requestRoutes(app: App, world: World): void {
  const { people } = world;
  const tags = ['data'];
  const params = Exactly({ id: Type.String({ maxLength: 100 }) });
  const config = { access: 'person' } as const;

  app.post(
    '/v1/me/requests',
    {
      config,
      schema: {
        summary: 'Ask something about your data',
        description:
          'What can be done at once is done at once; a restriction or an objection is lifted as any (`GET /v1/me/limits`). The same asked again while it is open is the same request (`200`). ' +
          'Erasing takes `confirm`, and a session that began in the last ten minutes; see `GET /v1/me/erasure` first.',
        tags,
        body: Exactly({
          kind: Kind,
          profile: Type.Optional(Profile),
          purposes: Type.Optional(
            Type.Array(Type.String({ maxLength: 100 }), {
              minItems: 1,
              maxItems: 100,
              description: 'What you object to; all to which one may object when absent',
            }),
          ),
          text: Type.Optional(Given('In your own words, for who looks at it', 2000)),
          confirm: Type.Optional(Type.Literal('erase')),
        }),
        response: { 200: Shape, 201: Shape },
      },
    },
    async (request, reply) => {
      const { confirm, ...asking } = request.body;
      if (asking.kind === 'erasure' && confirm === undefined) {
        throw new Problem('malformed-request', { detail: 'an erasure needs `"confirm": "erase"`' });
      }
      const asked = await people.askOwn(personOf(request), asking);
      switch (asked.kind) {
        case 'received':
          return reply.status(201).send(present(asked.request));
        case 'open-already':
          return present(asked.request);
        case 'sign-in-again':
          throw new Problem('sign-in-again');
        case 'undeclared':
          throw new Problem('not-accepted', { detail: '`kind`' });
        default:
          throw refusal(asked);
      }
    },
  );

  app.get(
    '/v1/me/requests',
    {
      config,
      schema: {
        summary: 'What you asked, newest first',
        tags,
        response: { 200: Exactly({ requests: Type.Array(Exactly(head)) }) },
      },
    },
    async (request) => ({ requests: (await people.ownRequests(personOf(request).subject)).map(presentRow) }),
  );

  app.get(
    '/v1/me/requests/:id',
    { config, schema: { summary: 'How far a request is', tags, params, response: { 200: Shape } } },
    async (request) => {
      const found = await people.ownRequest(personOf(request).subject, request.params.id);
      if (found === undefined) throw new Problem('not-found');
      return present(found);
    },
  );

  app.post(
    '/v1/me/requests/:id/cancel',
    {
      config,
      schema: {
        summary: 'Take a request back',
        description: 'As long as it is open, and nothing was begun that can’t be stopped.',
        tags,
        params,
        response: { 200: Shape },
      },
    },
    async (request) => {
      const outcome = await people.cancelOwn(personOf(request).subject, request.params.id);
      if (outcome.kind === 'not-found') throw new Problem('not-found');
      if (outcome.kind === 'refused') {
        throw new Problem(outcome.because === 'beyond-recall' ? 'request-begun' : 'request-closed');
      }
      return present(outcome.request);
    },
  );

  app.post(
    '/v1/requests',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Ask something about your data without signing in',
        description:
          'For anybody of whom we may hold something, with an account or without. Answered alike whether we know the address or not; ' +
          'a link goes there by mail, and nothing is done before it is opened.',
        tags,
        body: Exactly({
          email: Email,
          kind: Kind,
          text: Type.Optional(Given('In your own words, for who looks at it; a correction needs it', 2000)),
        }),
        response: { 202: Nothing },
      },
    },
    async (request, reply) => {
      const { body } = request;
      if (body.kind === 'correction' && body.text === undefined)
        throw new Problem('not-accepted', { detail: '`text`' });
      const outcome = await people.askByAddress(body, request.ip);
      if (outcome.kind !== 'asked') throw refusal(outcome);
      return reply.status(202).send(undefined);
    },
  );

  app.post(
    '/v1/requests/confirm',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Confirm a request by a mailed link',
        description: 'A link is good once, for three days. From here on the request runs as any other.',
        tags,
        body: Exactly({ token: Type.String({ maxLength: 100 }) }),
        response: { 200: Shape },
      },
    },
    async (request) => {
      const outcome = await people.confirmByLink(request.body.token, request.ip);
      if (outcome.kind === 'failed') throw new Problem('link-failed');
      if (outcome.kind !== 'confirmed') throw refusal(outcome);
      return present(outcome.request);
    },
  );

  const says = (kind: RequestKind) => askedSays(world, kind);

  function presentRow({ id, kind, status, receivedAt, dueAt, closedAt }: RequestRow) {
    // Sound: people are shown requests of these kinds alone, and have these states alone.
    return {
      ...{ id, kind: kind as RequestKind, says: says(kind as RequestKind) },
      status: status as LiveRequest['status'],
      received: iso(receivedAt),
      due: iso(dueAt),
      ...(closedAt !== undefined && { closed: iso(closedAt) }),
    };
  }

  function present(request: LiveRequest) {
    return {
      ...presentRow({ ...request, closedAt: request.closedAt }),
      ...(request.extendedBecause !== undefined && { takesLongerBecause: request.extendedBecause }),
      ...presentParts(world, request),
    };
  }
}

/** The parts of a request, and what was noted about it. */
export const presentParts = (world: World, request: LiveRequest) => ({
  parts: Object.entries(request.parts).map(([part, one]) => ({
    part,
    says: partSays(world, part),
    state: one.state,
    ...(one.state === 'waiting' && { for: one.for }),
    ...('until' in one && !(one.state === 'waiting' && one.for === 'staff') && { until: iso(one.until) }),
    ...('because' in one && one.because !== undefined && { because: one.because }),
    ...('answer' in one && one.answer !== undefined && { answer: one.answer }),
  })),
  notes: request.notes.map(({ at, text }) => ({ at: iso(at), text })),
});
