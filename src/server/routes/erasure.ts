import { Type } from 'typebox';
import type { Receipt } from '../../gate/gate.ts';
import { isUuid } from '../../people/uuid.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { AnyPassword, Exactly, Instant, iso, LedgerReceipt } from './shapes.ts';

const ReceiptShape = Exactly({
  id: Type.String({ description: 'A random id that leads to nobody' }),
  moments: Exactly({
    refused: Instant('From when on everything about you was refused'),
    gone: Type.Union([Instant('When what was held was gone'), Type.Null()]),
    backups: Exactly({
      at: Instant('When no backup can be read any more'),
      isPlanned: Type.Boolean({ description: 'Whether that is still to come: then it is so at the latest' }),
    }),
  }),
});

export function erasureRoutes(app: App, { people, gate }: World): void {
  const tags = ['data'];
  app.get(
    '/v1/me/erasure',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What erasing you would mean',
        tags,
        response: {
          200: Exactly({
            warns: Type.String({ description: 'What to know first, in plain words' }),
            households: Type.Integer({ description: 'Your households, which go too' }),
            products: Type.Integer({ description: 'Products and apps that stop working' }),
            backupsWithin: Type.String({ description: 'Within what time no backup can be read any more: `7 days`' }),
          }),
        },
      },
    },
    async (request) => people.erasureTold(personOf(request).subject),
  );

  app.post(
    '/v1/me/erasure',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Have yourself erased, for good',
        description: 'Your account, your households and all data about them. See `GET /v1/me/erasure` first.',
        tags,
        body: Exactly({ password: AnyPassword, confirm: Type.Literal('erase') }),
        response: { 200: ReceiptShape },
      },
    },
    async (request) => {
      const outcome = await people.eraseSelf(personOf(request), request.body.password);
      if (outcome.kind === 'failed') throw new Problem('wrong-password');
      if (outcome.kind === 'held') throw new Problem('held', { detail: `until ${iso(outcome.until)}` });
      if (outcome.kind !== 'erased') throw refusal(outcome);
      return shown(outcome.receipt);
    },
  );

  app.get(
    '/v1/receipts/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The receipt of an erasure',
        description: 'Whoever has its id sees how far the erasure is. It says nothing of whom.',
        tags,
        params: Exactly({ id: Type.String({ maxLength: 100 }) }),
        response: { 200: ReceiptShape },
      },
    },
    async (request) => {
      const { id } = request.params;
      const receipt = isUuid(id) ? await gate.receipt(id) : undefined;
      if (receipt === undefined) throw new Problem('not-found');
      return shown(receipt);
    },
  );

  app.get(
    '/v1/receipts/:id/proof',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'What proves that an erasure is on record',
        description: 'Within seconds of it. To be kept, and verified years later without asking us.',
        tags,
        params: Exactly({ id: Type.String({ maxLength: 100 }) }),
        response: { 200: LedgerReceipt },
      },
    },
    async (request) => {
      const { id } = request.params;
      const proof = isUuid(id) ? await people.erasureProof(id) : undefined;
      if (proof === undefined) throw new Problem('not-found');
      return { ...proof, proof: [...proof.proof] };
    },
  );
}

const shown = ({ id, refusedAt, goneAt, backups }: Receipt) => ({
  id,
  moments: {
    refused: iso(refusedAt),
    gone: goneAt === null ? null : iso(goneAt),
    backups: { at: iso(backups.at), isPlanned: backups.isPlanned },
  },
});
