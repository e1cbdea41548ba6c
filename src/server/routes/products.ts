import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { SubjectId } from '../../gate/gate.ts';
import { personOf } from '../access.ts';
import type { App } from '../http.ts';
import { Problem } from '../problems.ts';
import type { World } from '../world.ts';
import { refusal } from './outcome.ts';
import { Exactly, Given, Nothing } from './shapes.ts';

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

  app.post(
    '/v1/households/:systemId/products',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Register a product or an app',
        description: 'An unregistered product is not served.',
        tags,
        params: Exactly({ systemId: Type.String({ maxLength: 40 }) }),
        body: Exactly({
          serial: Given('The serial number: 4 to 40 letters, digits, `-`, `:` and `_`', 40),
          productType: Given('The type of product', 80),
          room: Type.Optional(Given('The room it stands in', 100)),
          kind: Type.Union([Type.Literal('player'), Type.Literal('app')]),
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
