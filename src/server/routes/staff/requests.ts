import { type Static, Type } from 'typebox';
import type { LiveRequest } from '../../../people/requests/act.ts';
import { REFUSAL_WORDS, type StaffActed, type StaffCommand } from '../../../people/requests/staff.ts';
import { askedSays } from '../../../people/requests/tell-request.ts';
import { TEMPLATES } from '../../../people/requests/templates.ts';
import { REQUESTS, type RequestKind } from '../../../statement/statement.ts';
import type { RequestRow } from '../../../vault/requests.ts';
import { staffIn } from '../../access.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import type { World } from '../../world.ts';
import { Notes, Part, presentParts, Status } from '../requests.ts';
import { Exactly, Given, Instant, iso } from '../shapes.ts';

const head = {
  id: Type.String(),
  kind: Type.Enum([...REQUESTS, 'child']),
  says: Type.String(),
  status: Status,
  received: Instant('When we got it'),
  due: Instant('By when it is answered'),
  isLate: Type.Boolean(),
  closed: Type.Optional(Instant('When it was over')),
};
const Shape = Exactly({
  ...head,
  asked: Exactly({
    by: Type.Enum(['account', 'mail', 'link', 'guardian']),
    text: Type.Optional(Type.String({ description: 'In their own words' })),
    purposes: Type.Optional(Type.Array(Type.String(), { description: 'What is objected to' })),
    profile: Type.Optional(Type.Record(Type.String(), Type.String(), { description: 'What has to be put right' })),
  }),
  takesLongerBecause: Type.Optional(Type.String()),
  parts: Type.Array(Part),
  notes: Notes,
});

const Because = Given('Goes on from “because”; the person reads it', 500);
const Step = Exactly({
  do: Type.Enum(['answer', 'retry', 'extend', 'refuse']),
  part: Type.Optional(Given('Of the request, to answer it or have it tried again', 200)),
  is: Type.Optional(Type.Enum(['done', 'not-found'], { description: 'What became of the part' })),
  because: Type.Optional(Because),
});

/** What people asked, for those who answer it: the verbs are those of `sotto requests`. */
export function staffRequestRoutes(app: App, world: World): void {
  const { people, clock } = world;
  const tags = ['staff'];
  const params = Exactly({ id: Type.String({ maxLength: 100 }) });

  app.get(
    '/v1/staff/requests',
    {
      config: { access: 'staff', may: 'requests.list' },
      schema: {
        summary: 'What is open, late and due first at the top',
        description: 'Kinds and clocks; what is in a request is seen by opening it.',
        tags,
        querystring: Exactly({
          all: Type.Optional(Type.Literal('true', { description: 'Those that are closed, too' })),
        }),
        response: {
          200: Exactly({
            requests: Type.Array(Exactly(head)),
            templates: Type.Array(Exactly({ for: Type.Enum(['note', 'refuse', 'extend']), text: Type.String() }), {
              description: 'Words to begin with',
            }),
          }),
        },
      },
    },
    async (request) => ({
      requests: (await people.requestsToAnswer(request.query.all === 'true')).map(row),
      templates: [...TEMPLATES],
    }),
  );

  app.post(
    '/v1/staff/requests/:id/opening',
    {
      config: { access: 'staff', may: 'requests.see' },
      schema: {
        summary: 'Open a request: that you looked is recorded, and its person sees it',
        tags,
        params,
        response: { 200: Shape },
      },
    },
    async (request) => {
      const found = await people.requestForStaff(request.params.id, staffIn(request).actor);
      if (found === undefined) throw new Problem('not-found');
      return present(found);
    },
  );

  app.post(
    '/v1/staff/requests/:id/notes',
    {
      config: { access: 'staff', may: 'requests.note' },
      schema: {
        summary: 'Write something down about a request; its person can read it',
        tags,
        params,
        body: Exactly({ text: Given('What there is to say', 2000) }),
        response: { 200: Shape },
      },
    },
    async (request) => {
      const command = { do: 'note', text: request.body.text } as const;
      return outcome(await people.actForStaff(request.params.id, command, staffIn(request).actor));
    },
  );

  app.post(
    '/v1/staff/requests/:id/steps',
    {
      config: { access: 'staff', may: 'requests.answer' },
      schema: {
        summary: 'Answer a part, have one tried again, take longer, or refuse what is not answered',
        tags,
        params,
        body: Step,
        response: { 200: Shape },
      },
    },
    async (request) => {
      const command = commandOf(request.body);
      return outcome(await people.actForStaff(request.params.id, command, staffIn(request).actor));
    },
  );

  function outcome(acted: StaffActed) {
    if (acted.kind === 'not-found') throw new Problem('not-found');
    if (acted.kind === 'refused') throw new Problem('request-step', { detail: REFUSAL_WORDS[acted.because] });
    return present(acted.request);
  }

  function row({ id, kind, status, receivedAt, dueAt, closedAt }: RequestRow) {
    const isChild = kind === 'child';
    // Sound: requests are of these kinds, and have these states alone.
    return {
      ...{ id, kind: kind as RequestKind | 'child', status: status as LiveRequest['status'] },
      says: isChild ? 'a report that an account is a child’s' : askedSays(world, kind as RequestKind),
      received: iso(receivedAt),
      due: iso(dueAt),
      isLate: closedAt === undefined && status !== 'checking' && dueAt <= clock(),
      ...(closedAt !== undefined && { closed: iso(closedAt) }),
    };
  }

  function present(request: LiveRequest) {
    const { by, text, purposes, profile } = request.asked;
    return {
      ...row({ ...request, closedAt: request.closedAt }),
      asked: {
        by,
        ...(text !== undefined && { text }),
        ...(purposes !== undefined && { purposes: [...purposes] }),
        ...(profile !== undefined && { profile: { ...profile } as Record<string, string> }),
      },
      ...(request.extendedBecause !== undefined && { takesLongerBecause: request.extendedBecause }),
      ...presentParts(world, request),
    };
  }
}

/** @throws Problem if it lacks what its sort needs */
function commandOf({ do: what, part, is = 'done', because }: Static<typeof Step>): StaffCommand {
  if (what === 'answer' && part !== undefined) return { do: what, part, outcome: { is } };
  if (what === 'retry' && part !== undefined) return { do: what, part };
  if ((what === 'extend' || what === 'refuse') && because !== undefined) return { do: what, because };
  const lacks = what === 'answer' || what === 'retry' ? 'part' : 'because';
  throw new Problem('malformed-request', { detail: `\`${what}\` needs \`${lacks}\`` });
}
