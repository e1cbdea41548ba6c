/** The types of the interface as pages use them, made from the OpenAPI document. */
import { compile, type JSONSchema } from 'json-schema-to-typescript';

interface Operation {
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: JSONSchema }[];
  readonly requestBody?: { content: { 'application/json'?: { schema: JSONSchema } } };
  readonly responses: { [status: string]: { content?: { 'application/json'?: { schema: JSONSchema } } } };
}
export interface OpenApi {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
}

const HEAD = '/** The interface, as `/openapi.json` has it. Made by `npm run api-types`: do not edit. */';

/** One member an operation, such as `GET /v1/me/data`: what it takes and what it answers. */
export async function apiTypes({ paths }: OpenApi): Promise<string> {
  const operations: [string, JSONSchema][] = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(() => path.startsWith('/v1/'))
      .map(([method, operation]): [string, JSONSchema] => [`${method.toUpperCase()} ${path}`, shapeOf(operation)]),
  );
  const whole = object(Object.fromEntries(operations.map(([name, shape]) => [name, { shape, required: true }])));
  const types = await compile(whole, 'Api', {
    bannerComment: HEAD,
    additionalProperties: false,
    unknownAny: true,
    format: false,
  });
  return types.replaceAll('/**\n* ', '/** ');
}

function shapeOf({ parameters = [], requestBody, responses }: Operation): JSONSchema {
  const of = (place: string) =>
    object(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === place)
          .map(({ name, schema, required = place === 'path' }) => [name, { shape: schema, required }]),
      ),
    );
  const has = (place: string) => parameters.some((one) => one.in === place);
  const body = requestBody?.content['application/json']?.schema;
  const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1].content?.[
    'application/json'
  ];
  return object({
    ...(has('path') && { params: { shape: of('path'), required: true } }),
    ...(has('query') && { query: { shape: of('query'), required: false } }),
    ...(body !== undefined && { body: { shape: body, required: true } }),
    answer: { shape: answer?.schema ?? { type: 'null' }, required: true },
  });
}

function object(members: { readonly [name: string]: { shape: JSONSchema; required: boolean } }): JSONSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: Object.keys(members).filter((name) => members[name]!.required),
    properties: Object.fromEntries(Object.entries(members).map(([name, { shape }]) => [name, shape])),
  };
}
