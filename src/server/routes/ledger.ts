/** The ledger, for anyone: checkpoint and tiles as C2SP has them, proofs as JSON. And for a person, what is theirs of it. */
import { Type } from 'typebox';
import { bundlePath, readTilePath, TILE_WIDTH, writeBundle } from '../../ledger/tile.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { Exactly, Instant, LedgerReceipt } from './shapes.ts';

const FOREVER = 'public, max-age=31536000, immutable';
const Count = (description: string) => Type.String({ pattern: '^(0|[1-9]\\d{0,14})$', description });
const Hashes = Type.Array(Type.String(), { description: 'Hashes, base64, from below' });
const tags = ['ledger'];

export function ledgerRoutes(app: App, { ledger, people }: World): void {
  async function newest() {
    const checkpoint = await ledger.checkpoint();
    if (checkpoint === undefined) throw new Problem('not-found');
    return checkpoint;
  }

  app.get(
    '/ledger/checkpoint',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'How far the ledger has come, signed',
        description: 'A checkpoint as in c2sp.org/tlog-checkpoint.',
        tags,
        produces: ['text/plain'],
      },
    },
    async (_request, reply) => reply.type('text/plain; charset=utf-8').send((await newest()).note),
  );

  app.get(
    '/ledger/key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The public key of the ledger',
        description: 'A verifier key as in c2sp.org/signed-note. Keep it: it is what a checkpoint is verified with.',
        tags,
        produces: ['text/plain'],
      },
    },
    async (_request, reply) => reply.type('text/plain; charset=utf-8').send(`${ledger.publicKey}\n`),
  );

  app.get(
    '/ledger/tile/*',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'A tile of hashes, or a bundle of leaves',
        description:
          '`tile/LEVEL/N` or `tile/entries/N`, with `.p/WIDTH` for the first so many, as in c2sp.org/tlog-tiles.',
        tags,
        produces: ['application/octet-stream'],
      },
    },
    async (request, reply) => {
      const wanted = readTilePath(`tile/${(request.params as { '*': string })['*']}`);
      const bytes = wanted && (await bytesOf(wanted));
      if (bytes === undefined) throw new Problem('not-found');
      return reply.headers({ 'cache-control': FOREVER }).type('application/octet-stream').send(bytes);
    },
  );

  async function bytesOf({ level, n, width }: NonNullable<ReturnType<typeof readTilePath>>) {
    if (level !== 'entries') return ledger.tile({ level, n }, width);
    const bodies = await ledger.bundle(n, width);
    return bodies && writeBundle(bodies);
  }

  app.get(
    '/v1/ledger/proof/inclusion',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'That a leaf is in the ledger',
        tags,
        querystring: Exactly({ leaf: Count('The index of the leaf') }),
        response: {
          200: Exactly({
            index: Type.Integer(),
            leaf: Type.String({ description: 'The leaf itself, base64' }),
            proof: Hashes,
            checkpoint: Type.String({ description: 'The checkpoint that the proof leads to' }),
          }),
        },
      },
    },
    async (request) => {
      const index = Number(request.query.leaf);
      const { size, note } = await newest();
      if (index >= size) throw new Problem('not-found');
      const n = Math.floor(index / TILE_WIDTH);
      const bodies = await ledger.bundle(n, (index % TILE_WIDTH) + 1);
      if (bodies === undefined) throw new Error(`\`${bundlePath({ n })}\` is shorter than the tree`);
      const proof = await ledger.proveInclusion(index, size);
      return { index, leaf: bodies.at(-1)!.toString('base64'), proof: inBase64(proof), checkpoint: note };
    },
  );

  app.get(
    '/v1/ledger/proof/consistency',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'That the ledger only grew from one size to another',
        tags,
        querystring: Exactly({
          from: Count('The earlier size'),
          to: Type.Optional(Count('The later size; the newest when left out')),
        }),
        response: {
          200: Exactly({
            from: Type.Integer(),
            to: Type.Integer(),
            proof: Hashes,
            checkpoint: Type.String({ description: 'The newest checkpoint' }),
          }),
        },
      },
    },
    async (request) => {
      const { size, note } = await newest();
      const [from, to] = [Number(request.query.from), Number(request.query.to ?? size)];
      if (from > to || to > size) throw new Problem('not-found');
      return { from, to, proof: inBase64(await ledger.proveConsistency(from, to)), checkpoint: note };
    },
  );

  app.get(
    '/v1/me/ledger',
    {
      config: { access: 'person' },
      schema: {
        summary: 'What was recorded about you and your households, with receipts',
        description: 'A receipt can be kept as it is, and verified years later: `sotto ledger verify --receipt FILE`.',
        tags,
        querystring: Exactly({
          after: Type.Optional(Count('`next` of the page before')),
          limit: Type.Optional(
            Type.String({ pattern: '^([1-9]|[1-9]\\d|[1-4]\\d\\d|500)$', description: '1 to 500; 100' }),
          ),
        }),
        response: {
          200: Exactly({
            entries: Type.Array(
              Exactly({
                of: Type.Union([Type.Literal('you'), Type.Literal('household')], { description: 'Whom it is about' }),
                at: Instant('When'),
                kind: Type.String(),
                says: Type.String({ description: 'What was done, in words' }),
                receipt: Type.Optional(LedgerReceipt),
              }),
              { description: 'Oldest first. One without a receipt gets it within seconds' },
            ),
            next: Type.Optional(Type.String({ description: 'Where the next page begins; absent on the last' })),
          }),
        },
      },
    },
    async (request) => {
      const { after = '0', limit = '100' } = request.query;
      const entries = await people.ownLedger(personOf(request).subject, { after: Number(after), limit: Number(limit) });
      const last = entries.at(-1);
      return {
        entries: entries.map(({ leaf: _, at, receipt, ...entry }) => ({
          ...entry,
          at: new Date(at).toISOString(),
          ...(receipt !== undefined && { receipt: { ...receipt, proof: [...receipt.proof] } }),
        })),
        ...(last !== undefined && entries.length === Number(limit) && { next: String(last.leaf) }),
      };
    },
  );
}

const inBase64 = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('base64'));
