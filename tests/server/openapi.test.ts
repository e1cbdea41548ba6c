import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROBLEM_CODES } from '../../src/server/problems.ts';
import { openTestWorld, type TestWorld } from '../../src/testing/world.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: { readonly [name: string]: Schema };
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly additionalProperties?: boolean | Schema;
}
interface Media {
  readonly [type: string]: { readonly schema: Schema };
}
interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly security: readonly { readonly [scheme: string]: readonly string[] }[];
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly required?: boolean;
    readonly schema: Schema;
  }[];
  readonly requestBody?: { readonly content: Media };
  readonly responses: { readonly [status: string]: { readonly description: string; readonly content?: Media } };
}

let house: TestWorld;
let document: {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation } };
  readonly components: { readonly securitySchemes: object };
};
let operations: { readonly name: string; readonly path: string; readonly operation: Operation }[];

beforeAll(async () => {
  house = await openTestWorld();
  document = (await house.ask('GET', '/openapi.json')).body;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, operation })),
  );
});
afterAll(() => house.close());

const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'];

/** What is wrong with a schema, of what JSON Schema 2020-12 and our own habits say. */
function wrongWith(schema: Schema, at: string): string[] {
  const { type, properties = {}, required = [], items, anyOf = [], additionalProperties } = schema;
  const wrong: string[] = [];
  if (type !== undefined && !TYPES.includes(type)) wrong.push(`${at}: there is no type ${type}`);
  for (const name of required) if (!(name in properties)) wrong.push(`${at}: ${name} is required and not there`);
  if (type === 'array' && items === undefined) wrong.push(`${at}: an array of what?`);
  const within = [
    ...Object.entries(properties).map(([name, one]) => wrongWith(one, `${at}.${name}`)),
    ...anyOf.map((one, k) => wrongWith(one, `${at}|${k}`)),
    ...(items === undefined ? [] : [wrongWith(items, `${at}[]`)]),
    ...(typeof additionalProperties === 'object' ? [wrongWith(additionalProperties, `${at}.*`)] : []),
  ];
  return [...wrong, ...within.flat()];
}

describe('/openapi.json', () => {
  it('is OpenAPI 3.1, with every route that the interface has', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Sotto', version: '1' });
    // Another statement may come into force while it stands.
    expect(JSON.stringify(document.info)).not.toContain(house.world.compiled.statement.id);
    expect(operations.map(({ name }) => name).sort()).toEqual([
      'delete /v1/me/address-change',
      'delete /v1/me/auto-deletions/{category}',
      'delete /v1/me/deletions/{id}',
      'delete /v1/products/{id}',
      'delete /v1/sessions',
      'delete /v1/sessions/all',
      'delete /v1/staff/sessions',
      'get /healthz',
      'get /ledger/checkpoint',
      'get /ledger/key',
      'get /ledger/tile/{*}',
      'get /metrics',
      'get /openapi.json',
      'get /statement',
      'get /statement/changes',
      'get /statement/versions',
      'get /statement/versions/{hash}',
      'get /v1/demo/players',
      'get /v1/demo/players/stream',
      'get /v1/directive',
      'get /v1/directive/stream',
      'get /v1/households',
      'get /v1/households/{systemId}/products',
      'get /v1/ledger/proof/consistency',
      'get /v1/ledger/proof/inclusion',
      'get /v1/me/address-change',
      'get /v1/me/auto-deletions',
      'get /v1/me/choices',
      'get /v1/me/closing',
      'get /v1/me/data',
      'get /v1/me/data/explain',
      'get /v1/me/deletions',
      'get /v1/me/erasure',
      'get /v1/me/exports/{id}',
      'get /v1/me/exports/{id}/archive',
      'get /v1/me/facts',
      'get /v1/me/glance',
      'get /v1/me/glass',
      'get /v1/me/holds',
      'get /v1/me/ledger',
      'get /v1/me/limits',
      'get /v1/me/notices',
      'get /v1/me/requests',
      'get /v1/me/requests/{id}',
      'get /v1/me/standing',
      'get /v1/receipts/{id}',
      'get /v1/receipts/{id}/proof',
      'get /v1/sessions',
      'get /v1/staff/breach',
      'get /v1/staff/collection',
      'get /v1/staff/collection/stream',
      'get /v1/staff/purposes',
      'get /v1/staff/record',
      'get /v1/staff/requests',
      'get /v1/staff/retention',
      'get /v1/staff/sessions',
      'get /v1/staff/statement',
      'get /v1/statement',
      'get /v1/statement/changes',
      'get /v1/statement/proposals/{hash}',
      'get /v1/statement/versions',
      'get /v1/statement/versions/{hash}',
      'patch /v1/me/facts/{category}',
      'patch /v1/me/profile',
      'patch /v1/products/{id}',
      'post /v1/accounts',
      'post /v1/children/reports',
      'post /v1/collect',
      'post /v1/demo/players/commands',
      'post /v1/households',
      'post /v1/households/{systemId}/products',
      'post /v1/me/address-change',
      'post /v1/me/closing',
      'post /v1/me/data/search',
      'post /v1/me/deletions',
      'post /v1/me/erasure',
      'post /v1/me/exports',
      'post /v1/me/misuse',
      'post /v1/me/requests',
      'post /v1/me/requests/{id}/cancel',
      'post /v1/password-resets',
      'post /v1/password-resets/{token}',
      'post /v1/requests',
      'post /v1/requests/confirm',
      'post /v1/sessions',
      'post /v1/staff/breach',
      'post /v1/staff/enrolments',
      'post /v1/staff/enrolments/look',
      'post /v1/staff/ledger/verification',
      'post /v1/staff/openings',
      'post /v1/staff/requests/{id}/notes',
      'post /v1/staff/requests/{id}/opening',
      'post /v1/staff/requests/{id}/steps',
      'post /v1/staff/sessions',
      'post /v1/staff/statement/check',
      'post /v1/statement/proposals',
      'post /v1/statement/proposals/{hash}/approval',
      'post /v1/statement/proposals/{hash}/withdrawal',
      'put /v1/directive/confirmed',
      'put /v1/me/auto-deletions/{category}',
      'put /v1/me/choices/{choice}',
      'put /v1/me/choices/{choice}/{party}',
      'put /v1/me/notices/{hash}',
      'put /v1/me/objections/{purpose}',
      'put /v1/me/password',
      'put /v1/me/pauses/{category}',
      'put /v1/me/restriction',
      'put /v1/staff/collection/stops/{data}',
    ]);
  });

  it('leaves out what browsers alone ask for: the way to the statement, an icon, the pages of forms and mailed links', () => {
    // The head of a route goes without saying.
    const routes = house.routes.filter(({ method }) => method !== 'HEAD');
    const hidden = routes.filter(({ isHidden }) => isHidden);
    expect(hidden.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'GET /',
      'GET /addresses/confirm/{token}',
      'GET /addresses/stop/{token}',
      'GET /app',
      'GET /app/{*}',
      'GET /children',
      'GET /console',
      'GET /console/{*}',
      'GET /favicon.ico',
      'GET /me',
      'GET /me/{*}',
      'GET /requests',
      'GET /requests/archive/{token}',
      'GET /requests/confirm/{token}',
      'GET /reset/{token}',
      'GET /web/{*}',
      'POST /addresses/confirm/{token}',
      'POST /addresses/stop/{token}',
      'POST /children',
      'POST /requests',
      'POST /requests/archive/{token}',
      'POST /requests/confirm/{token}',
      'POST /reset/{token}',
    ]);
    const told = routes.filter(({ isHidden }) => !isHidden);
    expect(told.map(({ method, path }) => `${method.toLowerCase()} ${path}`).sort()).toEqual(
      operations.map(({ name }) => name).sort(),
    );
  });

  it('tells of each route what it is for, who may use it, and how it fails', () => {
    for (const { name, operation } of operations) {
      expect([name, typeof operation.summary, operation.tags?.length]).toEqual([name, 'string', 1]);
      for (const scheme of operation.security.flatMap(Object.keys)) {
        expect(document.components.securitySchemes).toHaveProperty(scheme);
      }
      for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
      expect(operation.responses.default?.content).toHaveProperty(['application/problem+json']);
    }
    const [{ operation }] = operations as [(typeof operations)[number]];
    expect(operation.responses.default!.content!['application/problem+json']!.schema.properties!.code).toMatchObject({
      enum: PROBLEM_CODES,
    });
  });

  it('declares every parameter of every path, and nothing that is not in it', () => {
    for (const { name, path, operation } of operations) {
      const declared = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect([name, declared.map((one) => one.name)]).toEqual([
        name,
        [...path.matchAll(/\{(\w+|\*)\}/g)].map(([, one]) => one),
      ]);
      for (const { required } of declared) expect(required).toBe(true);
    }
  });

  it('has schemas that make sense, and takes no member in a body that it does not name', () => {
    const wrong = operations.flatMap(({ name, operation }) => [
      ...(operation.parameters ?? []).flatMap((one) => wrongWith(one.schema, `${name} ${one.name}`)),
      ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) => wrongWith(schema, `${name} body`)),
      ...Object.entries(operation.responses).flatMap(([status, { content = {} }]) =>
        Object.values(content).flatMap(({ schema }) =>
          schema === undefined ? [] : wrongWith(schema, `${name} ${status}`),
        ),
      ),
    ]);
    expect(wrong).toEqual([]);
    for (const { name, operation } of operations) {
      for (const { schema } of Object.values(operation.requestBody?.content ?? {})) {
        for (const one of schema.anyOf ?? [schema]) expect([name, one.additionalProperties]).toEqual([name, false]);
      }
    }
  });
});
