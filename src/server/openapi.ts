import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { Statement } from '../statement/statement.ts';

/** What stands at the top of `/openapi.json`; the rest is made from the routes. */
export const openapi = (statement: Statement): FastifyDynamicSwaggerOptions => ({
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Sotto',
      version: '1',
      description:
        `Collects, holds, opens and explains personal data as a statement says: \`${statement.id}\`, dated ${statement.dated}. ` +
        'Errors are `application/problem+json` with a stable `code` and, where a clause decided, its id as `clause`.',
    },
    components: {
      securitySchemes: {
        person: { type: 'http', scheme: 'bearer', description: 'The token of a session: `POST /v1/sessions`.' },
        product: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a product or app: `POST /v1/households/{systemId}/products`.',
        },
      },
    },
  },
});
