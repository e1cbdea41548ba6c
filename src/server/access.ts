/** Who may use a route. Every route says so; one that does not is not made. */
import type { FastifyRequest } from 'fastify';
import type { Product } from '../people/product.ts';
import type { Person } from '../people/session.ts';
import { mayDo, type Right } from '../people/staff/roles.ts';
import type { StaffMember } from '../people/staff/staff.ts';
import type { App } from './http.ts';
import { Problem } from './problems.ts';
import { cookieOf, isFromOwnPage, STAFF_COOKIE } from './session-cookie.ts';
import type { World } from './world.ts';

export type Access = 'anyone' | 'person' | 'product' | 'staff';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
    /** Of a route for staff: what of their role it is. */
    may?: Right;
  }
  interface FastifyRequest {
    person: Person | null;
    product: Product | null;
    staff: StaffMember | null;
  }
}

/** Finds out who asks before anything else of a request is read. */
export function guard(app: App, { people }: World): void {
  app.decorateRequest('person', null);
  app.decorateRequest('product', null);
  app.decorateRequest('staff', null);
  app.addHook('onRoute', (route) => {
    const { access, may } = route.config ?? {};
    if (access === undefined || (access === 'staff') !== (may !== undefined))
      throw new TypeError(`${String(route.method)} ${route.url} does not say who may use it`);
    route.schema = { ...route.schema, security: access === 'anyone' ? [] : [{ [access]: [] }] };
  });
  app.addHook('onRequest', async (request) => {
    switch (request.routeOptions.config.access) {
      case 'person':
        request.person = (await people.personOf(sessionOf(request))) ?? null;
        if (request.person === null) throw new Problem('not-signed-in');
        return;
      case 'product': {
        const product = await people.productOf(bearerOf(request));
        if (product === 'closed') throw new Problem('account-closed');
        if (typeof product === 'string') throw new Problem(product);
        request.product = product;
        return;
      }
      case 'staff': {
        const { may } = request.routeOptions.config;
        const token = cookieOf(request, STAFF_COOKIE);
        if (token !== '' && !isFromOwnPage(request)) throw new Problem('other-site');
        const staff = await people.staffOf(token);
        if (staff === undefined) throw new Problem('staff-not-signed-in');
        // Sound: a route for staff that does not say what it is is not made.
        if (!mayDo(staff.role, may!)) throw new Problem('not-your-role');
        request.staff = staff;
      }
    }
  });
}

/** The bearer token of a request; `''` where there is none. */
export const bearerOf = (request: FastifyRequest): string =>
  /^Bearer ([\w-]{1,100})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';

/**
 * The token of a person's session: a bearer, or the cookie that a page of ours sends along.
 *
 * @throws Problem `other-site` if a cookie comes from elsewhere
 */
export function sessionOf(request: FastifyRequest): string {
  const bearer = bearerOf(request);
  const cookie = cookieOf(request);
  if (bearer !== '' || cookie === '') return bearer;
  if (!isFromOwnPage(request)) throw new Problem('other-site');
  return cookie;
}

/** Who asks, on a route for people. */
export function personOf({ person }: FastifyRequest): Person {
  if (person === null) throw new TypeError('this route is not for people');
  return person;
}

/** Who asks, on a route for products. */
export function productOf({ product }: FastifyRequest): Product {
  if (product === null) throw new TypeError('this route is not for products');
  return product;
}

/** Who asks, on a route for staff. */
export function staffIn({ staff }: FastifyRequest): StaffMember {
  if (staff === null) throw new TypeError('this route is not for staff');
  return staff;
}
