import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import type { FastifySchema } from 'fastify';
import { PROBLEM_CODES } from './problems.ts';

const problem = {
  description: 'What is wrong',
  content: {
    'application/problem+json': {
      schema: {
        type: 'object',
        required: ['type', 'title', 'status', 'code', 'help'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          code: { enum: PROBLEM_CODES, description: 'Stable: tell problems apart by it' },
          help: { type: 'string', description: 'What can be done' },
          detail: { type: 'string' },
          clause: { type: 'string', description: 'The clause of the statement that decided' },
        },
      },
    },
  },
};

/** What stands at the top of `/openapi.json`; the rest is made from the routes. */
export const OPENAPI: FastifyDynamicSwaggerOptions = {
  openapi: {
    openapi: '3.1.0',
    info: {
      title: 'Sotto',
      version: '1',
      description:
        'Collects, holds, opens and explains personal data as a statement says: the one in force is at `/v1/statement`. ' +
        'Errors are `application/problem+json` with a stable `code` and, where a clause decided, its id as `clause`.',
    },
    components: {
      securitySchemes: {
        person: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a session: `POST /v1/sessions`. Pages of ours send it as a cookie instead.',
        },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-staff',
          description:
            'The session of somebody who works here: `POST /v1/staff/sessions`. Pages of ours alone send it.',
        },
        product: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of a product or app: `POST /v1/households/{systemId}/products`.',
        },
      },
    },
  },
  transform: ({ schema, url }) => {
    const { response = { 200: { description: 'Done' } } } = (schema ?? {}) as FastifySchema;
    return { schema: { ...schema, response: { ...(response as object), default: problem } }, url };
  },
};
