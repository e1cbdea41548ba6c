/** Every route that a service has, as it is made: no list that somebody wrote, and nothing that can be hidden from it. */
import type { RouteOptions } from 'fastify';
import type { Right } from '../people/staff/roles.ts';
import type { Access } from '../server/access.ts';

export interface Route {
  readonly method: string;
  /** As `/openapi.json` writes it: `/v1/products/{id}`. */
  readonly path: string;
  readonly access: Access;
  /** Of a route for staff: what of a role it is. */
  readonly may?: Right;
  /** The schema of the body that it takes. */
  readonly body?: unknown;
  /** The schemas of what stands in its path and its query. */
  readonly params?: unknown;
  readonly query?: unknown;
  /** Whether `/openapi.json` leaves it out. */
  readonly isHidden: boolean;
  /** Whether it answers with a stream, which does not end by itself. */
  readonly isStream: boolean;
}

/** What fastify says of a route that is made, a method each. */
export function routesOf({ method, url, config, schema = {} }: RouteOptions): Route[] {
  const path = url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{*}');
  const {
    body,
    params,
    querystring: query,
    produces = [],
  } = schema as typeof schema & { produces?: readonly string[] };
  // Sound: one that does not say who may use it is not made.
  const access = config?.access as Access;
  return [method].flat().map((one) => ({
    method: one,
    path,
    access,
    ...(config?.may && { may: config.may }),
    body,
    params,
    query,
    isHidden: schema.hide === true,
    isStream: produces.includes('text/event-stream'),
  }));
}
