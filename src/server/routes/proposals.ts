import { Type } from 'typebox';
import { signersOf, textOf } from '../../gate/approval.ts';
import type { Approved, Proposed, Withdrawn } from '../../gate/publish.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, Nothing } from './shapes.ts';

const Note = Type.String({
  maxLength: 4000,
  description: 'A signed note (C2SP, Ed25519) of one whose public key is among the approvers of the service',
});
const params = Exactly({ hash: Type.String({ maxLength: 64, description: 'Of the proposed statement' }) });

/** A new version of the statement, from its proposal until it is in force. A signature shows who asks. */
export function proposalRoutes(app: App, { gate, records, approvers }: World): void {
  const tags = ['statement'];
  const config = { access: 'anyone' } as const;
  const { publishing } = gate;

  app.post(
    '/v1/statement/proposals',
    {
      config,
      schema: {
        summary: 'Propose a version',
        description:
          'In force at once if it changes nothing material; otherwise another has to approve it, and it is announced as long ' +
          'before as the statement promises. `sotto publish` signs and sends it.',
        tags,
        body: Exactly({ statement: Type.Unknown(), wording: Type.Optional(Type.Object({})), note: Note }),
        response: {
          200: Exactly({
            kind: Type.Union([Type.Literal('published'), Type.Literal('proposed')]),
            takesEffect: Type.Optional(Instant('If it is approved in time')),
          }),
        },
      },
    },
    async (request) => {
      const { statement, wording, note } = request.body;
      const proposed = await publishing.propose({ statement, wording, note });
      if (proposed.kind === 'published') return { kind: proposed.kind };
      if (proposed.kind !== 'proposed') throw problemOf(proposed);
      return { kind: proposed.kind, takesEffect: new Date(proposed.takesEffect).toISOString() };
    },
  );

  app.get(
    '/v1/statement/proposals/:hash',
    {
      config,
      schema: {
        summary: 'How far a proposed version is',
        description: '`text` is what another approver signs; `note` is the text with the signatures that it has.',
        tags,
        params,
        response: {
          200: Exactly({
            hash: Type.String(),
            inPlaceOf: Type.String(),
            takesEffect: Instant('When it takes effect, unless people have to be told for longer'),
            announced: Type.Optional(Instant('When it was approved and announced')),
            ended: Type.Optional(Type.String({ description: '`in force` or `withdrawn`' })),
            untold: Type.Integer({ description: 'People who have not been written to yet' }),
            text: Type.String(),
            note: Type.String(),
            signers: Type.Array(Type.String({ description: 'Public keys' })),
          }),
        },
      },
    },
    async (request) => {
      const found = await records.proposals.of(request.params.hash);
      if (found === undefined) throw new Problem('not-found');
      const { hash, inPlaceOf, takesEffect, announcedAt, ended, untold, note } = found;
      return {
        ...{ hash, inPlaceOf, takesEffect: new Date(takesEffect).toISOString() },
        ...(announcedAt !== null && { announced: new Date(announcedAt).toISOString() }),
        ...(ended !== null && { ended }),
        ...{ untold, text: textOf(note), note, signers: [...signersOf(note, approvers())] },
      };
    },
  );

  app.post(
    '/v1/statement/proposals/:hash/approval',
    {
      config,
      schema: {
        summary: 'Approve a proposed version',
        description: 'By another than who proposed it. From then on people are told.',
        tags,
        params,
        body: Exactly({ note: Note }),
        response: { 200: Exactly({ takesEffect: Instant('When it takes effect') }) },
      },
    },
    async (request) => {
      const approved = await publishing.approve(request.params.hash, request.body.note);
      if (approved.kind !== 'announced') throw problemOf(approved);
      return { takesEffect: new Date(approved.takesEffect).toISOString() };
    },
  );

  app.post(
    '/v1/statement/proposals/:hash/withdrawal',
    {
      config,
      schema: {
        summary: 'Take a proposed version back',
        description: 'Before it takes effect, by any who may approve.',
        tags,
        params,
        body: Exactly({ note: Note }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const withdrawn = await publishing.withdraw(request.params.hash, request.body.note);
      if (withdrawn.kind !== 'withdrawn') throw problemOf(withdrawn);
      return reply.status(204).send(undefined);
    },
  );
}

type Refused = Exclude<Proposed | Approved | Withdrawn, { kind: 'published' | 'proposed' | 'announced' | 'withdrawn' }>;

function problemOf(refused: Refused): Problem {
  switch (refused.kind) {
    case 'too-early':
      return new Problem('notice-too-short', {
        detail: `the earliest moment now is ${new Date(refused.earliest).toISOString()}`,
      });
    case 'wrong':
      return new Problem('statement-wrong', { detail: refused.detail });
    case 'unreadable':
      return new Problem('not-what-was-signed');
    case 'not-approver':
    case 'same-approver':
    case 'too-few-approvers':
      return new Problem(refused.kind);
    case 'gone':
      return new Problem('not-found');
    case 'open':
      return new Problem('proposal-open');
    case 'known':
    case 'moved':
    case 'replaced':
    case 'older':
      return new Problem('statement-outdated', { detail: OUTDATED[refused.kind] });
  }
}

const OUTDATED = {
  known: 'this very text was signed and sent before',
  moved: 'another version is in force than the one that it was to replace',
  replaced: 'it is in force, or was before',
  older: 'it is dated earlier than the version in force',
};
