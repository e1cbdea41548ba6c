import { Type } from 'typebox';
import { check } from '../../../checks/check.ts';
import { signersOf, textOf, withdrawalText } from '../../../gate/approval.ts';
import { heldTold } from '../../../gate/retention-told.ts';
import { hashOf, statementIn } from '../../../gate/version.ts';
import { isStatement } from '../../../statement/is-statement.ts';
import { after } from '../../../statement/span.ts';
import type { Statement } from '../../../statement/statement.ts';
import { effectOf } from '../../../wording/difference/effect.ts';
import { record, recordCsv } from '../../../wording/record.ts';
import type { App } from '../../http.ts';
import { Problem } from '../../problems.ts';
import { verifyPart } from '../../verify-ledger.ts';
import type { World } from '../../world.ts';
import { Exactly, Given, Instant, iso } from '../shapes.ts';

const Diagnostics = Type.Array(
  Exactly({
    code: Type.String(),
    severity: Type.Enum(['error', 'warning']),
    at: Type.String(),
    says: Type.String(),
    help: Type.String(),
  }),
);
const Changes = Exactly({
  changes: Type.Array(
    Exactly({
      clause: Type.String(),
      material: Type.Boolean({ description: 'It has to be announced before it takes effect' }),
      says: Type.String(),
      before: Type.Optional(Type.String()),
      after: Type.Optional(Type.String()),
    }),
  ),
  concerns: Exactly({
    fields: Type.Integer({ description: 'Declared fields that a change is about' }),
    recipients: Type.Integer(),
    people: Type.Integer({ description: 'Of whom data of such a kind is held now, or of their households' }),
    accounts: Type.Integer({ description: 'Everybody there is: all of them are told of what is material' }),
  }),
});

/** What is promised, what goes, and what is proved: for those who look after it. Nobody’s data is in it. */
export function staffOversightRoutes(app: App, world: World): void {
  const { gate, records, ledger, approvers, clock } = world;
  const tags = ['staff'];

  async function differing(next: Statement) {
    const { hash } = gate;
    // As it was written: what is stopped is no part of it.
    const before = gate.compiled.statement;
    const all = await gate.difference({ hash, statement: before }, { hash: hashOf(next), statement: next });
    const { fields, categories, recipients } = effectOf(before, next, all);
    const [held, everybody] = await Promise.all([
      records.affected({ by: 'categories', categories }, clock()),
      records.affected({ by: 'table', table: 'accounts' }, clock()),
    ]);
    return {
      changes: all.map(({ clause, material, says, before, after }) => ({
        ...{ clause, material, says },
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      })),
      concerns: {
        fields: fields.length,
        recipients: recipients.length,
        people: held.people,
        accounts: everybody.people,
      },
    };
  }

  function diagnosed(statement: Statement) {
    try {
      return check(statement).map(({ code, severity, at, says, help }) => ({ code, severity, at, says, help }));
    } catch (error) {
      // It came from outside, and need not be what its type says.
      if (error instanceof TypeError) throw new Problem('not-accepted', { detail: '`statement`' });
      throw error;
    }
  }

  app.get(
    '/v1/staff/statement',
    {
      config: { access: 'staff', may: 'statement.see' },
      schema: {
        summary: 'The statement in force as the checks see it, and the version that is proposed',
        tags,
        response: {
          200: Exactly({
            id: Type.String(),
            dated: Type.String(),
            hash: Type.String(),
            notice: Type.String({ description: 'How long before people are told of a material change' }),
            diagnostics: Diagnostics,
            approvers: Type.Array(Type.String({ description: 'The name of a key that may sign' })),
            proposal: Type.Optional(
              Exactly({
                hash: Type.String(),
                dated: Type.String(),
                takesEffect: Instant('When it takes effect, unless people have to be told for longer'),
                announced: Type.Optional(Instant('When it was approved and announced')),
                untold: Type.Integer({ description: 'People who have not been written to yet' }),
                text: Type.String({ description: 'What another approver signs' }),
                withdrawal: Type.String({ description: 'What is signed to take it back' }),
                signers: Type.Array(Type.String({ description: 'Names of keys' })),
                difference: Changes,
              }),
            ),
          }),
        },
      },
    },
    async () => {
      const { hash, compiled } = gate;
      const { statement } = compiled;
      const open = await records.proposals.open();
      const nameOf = (key: string) => key.split('+')[0] ?? '';
      return {
        ...{ id: statement.id, dated: statement.dated, hash, notice: statement.changes.notice },
        diagnostics: diagnosed(statement),
        approvers: approvers().map(nameOf),
        ...(open !== undefined && {
          proposal: {
            ...{ hash: open.hash, dated: open.dated, takesEffect: iso(open.takesEffect), untold: open.untold },
            ...(open.announcedAt !== null && { announced: iso(open.announcedAt) }),
            text: textOf(open.note),
            withdrawal: withdrawalText(open.proposal),
            signers: signersOf(open.note, approvers()).map(nameOf),
            difference: await differing(statementIn(open)),
          },
        }),
      };
    },
  );

  app.post(
    '/v1/staff/statement/check',
    {
      config: { access: 'staff', may: 'statement.see' },
      schema: {
        summary: 'Check a version to come, and see what it changes',
        description:
          'A statement as data: `sotto render STATEMENT --as canonical` writes it. Nothing is proposed by it.',
        tags,
        body: Exactly({ statement: Type.Unknown() }),
        response: {
          200: Exactly({
            hash: Type.String(),
            inPlaceOf: Type.String(),
            earliest: Instant('When it can take effect at the earliest, if something of it is material'),
            diagnostics: Diagnostics,
            difference: Type.Optional(Changes),
          }),
        },
      },
    },
    async (request) => {
      const { statement } = request.body;
      if (!isStatement(statement)) throw new Problem('not-accepted', { detail: '`statement`' });
      const diagnostics = diagnosed(statement);
      const isSound = diagnostics.every(({ severity }) => severity !== 'error');
      const { notice } = gate.compiled.statement.changes;
      return {
        hash: hashOf(statement),
        inPlaceOf: gate.hash,
        earliest: iso(after(clock(), notice)),
        diagnostics,
        // What is wrong in itself can't be compared.
        ...(isSound && { difference: await differing(statement) }),
      };
    },
  );

  app.get(
    '/v1/staff/retention',
    {
      config: { access: 'staff', may: 'retention.see' },
      schema: {
        summary: 'What is held, when it goes, and what went',
        tags,
        response: {
          200: Exactly({
            held: Type.Array(
              Exactly({
                category: Type.String(),
                says: Type.String(),
                clause: Type.Union([Type.String(), Type.Null()]),
                held: Type.Union([Type.String(), Type.Null()], { description: 'How long, in words' }),
                n: Type.Integer(),
                next: Type.String({ description: 'The day on which the next of it goes, or `open`' }),
                last: Type.String(),
              }),
            ),
            sweeps: Type.Array(
              Exactly({
                began: Instant('When it began'),
                done: Type.Optional(Instant('When it was done')),
                through: Type.String({ description: 'What ended until this day' }),
                went: Type.Array(Exactly({ category: Type.String(), clause: Type.String(), n: Type.Integer() })),
              }),
              { description: 'The last ones, newest first' },
            ),
          }),
        },
      },
    },
    async () => ({
      held: (await records.upcoming()).map((one) => heldTold(gate.heritage, one)),
      sweeps: (await records.sweeps(20)).map(({ beganAt, doneAt, through, went }) => ({
        ...{ began: iso(beganAt), through, went: went.map((one) => ({ ...one })) },
        ...(doneAt !== null && { done: iso(doneAt) }),
      })),
    }),
  );

  app.post(
    '/v1/staff/ledger/verification',
    {
      config: { access: 'staff', may: 'ledger.see' },
      schema: {
        summary: 'Verify the ledger now, leaf by leaf',
        description:
          'A part at a time, until `through` is `size`: ask again `from` there, with the `checkpoint` that was answered. ' +
          'Whoever wants to believe nobody copies it, and verifies it there: `sotto ledger export`, `sotto ledger verify`.',
        tags,
        body: Exactly({
          from: Type.Optional(Type.Integer({ minimum: 0, description: 'The leaf to go on from' })),
          checkpoint: Type.Optional(Given('What it is held against; the newest when absent', 4000)),
          witness: Type.Optional(
            Given('A checkpoint that somebody kept: whether the ledger still begins with it, said at the end', 4000),
          ),
        }),
        response: {
          200: Exactly({
            size: Type.Integer({ description: 'Leaves' }),
            through: Type.Integer({ description: 'Leaves that are verified' }),
            root: Type.String(),
            key: Type.String({ description: 'The public key of the ledger' }),
            checkpoint: Type.String({ description: 'To be kept by a witness' }),
            wrong: Type.Array(Exactly({ file: Type.String(), says: Type.String() })),
          }),
        },
      },
    },
    async (request) => {
      const verified = await verifyPart(ledger, request.body);
      if (verified.kind === 'unsigned') throw new Problem('not-accepted', { detail: `\`${verified.what}\`` });
      if (verified.kind === 'empty') throw new Problem('not-found');
      const { size, through, root, checkpoint, wrong } = verified;
      return { size, through, root, key: ledger.publicKey, checkpoint, wrong: wrong.map((one) => ({ ...one })) };
    },
  );

  app.get(
    '/v1/staff/record',
    {
      config: { access: 'staff', may: 'record.see' },
      schema: {
        summary: 'The record of processing (GDPR, article 30), to keep',
        tags,
        querystring: Exactly({ as: Type.Optional(Type.Enum(['json', 'csv'])) }),
        produces: ['application/json', 'text/csv'],
      },
    },
    async (request, reply) => {
      const { as = 'json' } = request.query;
      const { statement } = gate.compiled;
      reply.header('content-disposition', `attachment; filename="record-${statement.dated}.${as}"`);
      if (as === 'csv') return reply.type('text/csv; charset=utf-8').send(recordCsv(statement));
      return reply.type('application/json').send(JSON.stringify(record(statement), null, 2));
    },
  );
}
