/**
 * The session of a browser: a cookie that no script can read, that goes to this host alone and only over TLS (browsers
 * count the machine itself as safe), and that no other site can have sent along.
 */
import cookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App } from './http.ts';

/** The prefix makes browsers refuse a cookie of this name with a domain, another path, or without `Secure`. */
export const SESSION_COOKIE = '__Host-session';
/** The session of somebody who works here: another one, which can stand beside it in the same browser. */
export const STAFF_COOKIE = '__Host-staff';
type CookieName = typeof SESSION_COOKIE | typeof STAFF_COOKIE;

export async function readCookies(app: App): Promise<void> {
  await app.register(cookie);
}

/** The token in the cookie; `''` where there is none. */
export const cookieOf = (request: FastifyRequest, name: CookieName = SESSION_COOKIE): string =>
  request.cookies[name] ?? '';

/** Milliseconds: how long the session lasts at most. */
export function giveCookie(reply: FastifyReply, token: string, lasts: number, name: CookieName = SESSION_COOKIE): void {
  reply.setCookie(name, token, { ...KIND, maxAge: Math.floor(lasts / 1000) });
}
export function takeCookie(reply: FastifyReply, name: CookieName = SESSION_COOKIE): void {
  reply.clearCookie(name, KIND);
}
const KIND = { path: '/', httpOnly: true, secure: true, sameSite: 'strict' } as const;

/**
 * Whether a page of ours sent this. Every browser of today says so in `Sec-Fetch-Site`, which no page can set; where it is
 * missing, `Origin` has to name this host.
 */
export function isFromOwnPage({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  return typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host;
}
