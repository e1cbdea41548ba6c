import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubjectId } from '../../gate/gate.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Given, Instant, Nothing } from './shapes.ts';

export function productRoutes(app: App, { people }: World): void {
  const tags = ['products'];
  const ProductId = Exactly({ id: Type.String({ maxLength: 40 }) });

  /** The household of one of the asker's own products. */
  async function householdOf(request: FastifyRequest, product: string): Promise<SubjectId> {
    const own = await people.householdsOf(personOf(request).subject);
    const household = await people.householdOfProduct(
      own.map(({ subject }) => subject),
      product,
    );
    if (household === undefined) throw new Problem('not-found');
    return household;
  }

  const Kind = Type.Union([Type.Literal('player'), Type.Literal('app')]);
  const Household = Exactly({ systemId: Type.String({ maxLength: 40 }) });
  const OwnProduct = Exactly({
    id: Type.String(),
    kind: Kind,
    productType: Type.Optional(Type.String()),
    serial: Type.Optional(Type.String()),
    room: Type.Optional(Type.String()),
    since: Instant('When it was registered'),
    heard: Type.Optional(Instant('When something about it last came in')),
    confirmed: Type.Optional(
      Instant('When it said that it obeys the choices as they stand now; absent until it has said so'),
    ),
    ended: Type.Optional(Instant('When its service ended')),
  });

  app.get(
    '/v1/households/:systemId/products',
    {
      config: { access: 'person' },
      schema: {
        summary: 'The products and apps of a household',
        description: 'Those that are served no longer, too. `GET /v1/me/standing` tells when one confirms.',
        tags,
        params: Household,
        response: { 200: Exactly({ products: Type.Array(OwnProduct) }) },
      },
    },
    async (request) => {
      const household = await people.householdOf(personOf(request).subject, request.params.systemId);
      if (household === undefined) throw new Problem('not-found');
      const products = await people.productsOf(household);
      return {
        products: products.map(({ since, heard, confirmed, ended, ...product }) => ({
          ...product,
          since: instantOf(since),
          ...(heard !== undefined && { heard: instantOf(heard) }),
          ...(confirmed !== undefined && { confirmed: instantOf(confirmed) }),
          ...(ended !== undefined && { ended: instantOf(ended) }),
        })),
      };
    },
  );

  app.post(
    '/v1/households/:systemId/products',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Register a product or an app',
        description: 'An unregistered product is not served.',
        tags,
        params: Household,
        body: Exactly({
          serial: Given('The serial number: 4 to 40 letters, digits, `-`, `:` and `_`', 40),
          productType: Given('The type of product', 80),
          room: Type.Optional(Given('The room it stands in', 100)),
          kind: Kind,
        }),
        response: {
          201: Exactly({
            id: Type.String(),
            token: Type.String({ description: 'Shown once; the product sends it as a bearer' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const household = await people.householdOf(personOf(request).subject, request.params.systemId);
      if (household === undefined) throw new Problem('not-found');
      const outcome = await people.registerProduct(household, request.body, request.ip);
      if (outcome.kind === 'taken') throw new Problem('serial-in-use');
      if (outcome.kind !== 'registered') throw refusal(outcome);
      return reply.status(201).send({ id: outcome.id, token: outcome.token });
    },
  );

  app.patch(
    '/v1/products/:id',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Give the room of a product another name',
        tags,
        params: ProductId,
        body: Exactly({ room: Given('The room it stands in', 100) }),
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const outcome = await people.renameRoom(await householdOf(request, id), id, request.body.room);
      if (outcome.kind === 'taken') throw new Problem('value-in-use');
      if (outcome.kind !== 'stored') throw refusal(outcome);
      return reply.status(204).send(undefined);
    },
  );

  app.delete(
    '/v1/products/:id',
    {
      config: { access: 'person' },
      schema: {
        summary: 'End the service of a product',
        description: 'Its token is refused from now on, and its serial number can be registered again.',
        tags,
        params: ProductId,
        response: { 204: Nothing },
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      await people.revokeProduct(await householdOf(request, id), id);
      return reply.status(204).send(undefined);
    },
  );
}

const instantOf = (at: number): string => new Date(at).toISOString();
