/**
 * What goes over the wire between a device and the service. Every request carries `Authorization: Bearer <token>`
 * and follows no redirect, so that the token goes nowhere else.
 *
 * - `GET /v1/directive` answers 200 with a `Directive` and an `ETag`. With `If-None-Match` it may answer 304: the
 *   directive held stands for another 24 h from that answer, or until `Directive-Until` (RFC 3339) where that is sooner.
 * - `GET /v1/directive/stream` answers with server-sent events: `event: directive` with a `Directive` as its data, at once and
 *   at each change, and a comment at least every 15 s. A stream that says nothing for 45 s is taken for dead.
 * - `PUT /v1/directive/confirmed` takes `{ generation }`: that directive is obeyed, so that people see it. It is said again until
 *   it is heard; an answer below 500, save 429, is one.
 * - `POST /v1/collect` takes `{ batch, generation, events: [{ event, at, data, generation }] }`; generation 0 means that
 *   there was no directive. 200 with `{ received, … }` acknowledges the batch; `generation` in it, where it is newer than the one held,
 *   has the directive fetched anew. Any other 200 is not ours (a hotel's sign-in page) and acknowledges nothing.
 * - 401 with the code `not-registered` or `revoked` ends the service. 409 `batch-conflict`: the batch is dropped and counted.
 *   400, 413 and 422: the batch is halved, once; a half refused again is dropped and counted. Everything else is tried again:
 *   the same id and bytes, later; `Retry-After` is heeded, up to an hour.
 */
import type { Allowed } from '../decide/directive.ts';

/** What may be sent now. */
export interface Directive {
  /** Raised by each change of choice. */
  readonly generation: number;
  readonly statement: { readonly id: string; readonly hash: string };
  /** RFC 3339. From then on, without a newer one, only essential events are recorded. */
  readonly until: string;
  readonly events: Allowed;
  /** Declared, but not to be sent now: event → the clause that withholds it. */
  readonly withheld: { readonly [event: string]: string };
}

/** Why the service ended. */
export type Ended = 'not-registered' | 'revoked';

/** No directive is obeyed for longer than this without being confirmed, in milliseconds. */
const LONGEST_LEASE = 24 * 60 * 60_000;
const LONGEST_RETRY_AFTER = 60 * 60_000;

/** Reads a directive; `undefined` for anything else. */
export function parseDirective(text: string): Directive | undefined {
  const value = parse(text);
  if (!isObject(value)) return undefined;
  const { generation, statement, until, events, withheld = {} } = value;
  const isDirective =
    Number.isSafeInteger(generation) &&
    isObject(statement) &&
    typeof until === 'string' &&
    !Number.isNaN(Date.parse(until)) &&
    isObject(events) &&
    Object.values(events).every((fields) => Array.isArray(fields) && fields.every((one) => typeof one === 'string')) &&
    isObject(withheld);
  // Sound: every member was looked at, but for the two names of the statement, which are only passed on.
  return isDirective ? ({ generation, statement, until, events, withheld } as unknown as Directive) : undefined;
}

/** Whether this acknowledges a batch, and the generation it tells of. */
export function parseReceipt(text: string): { readonly generation: number | undefined } | undefined {
  const value = parse(text);
  if (!isObject(value) || !Object.hasOwn(value, 'received')) return undefined;
  const { generation } = value;
  return { generation: typeof generation === 'number' ? generation : undefined };
}

/** Reads the answer to the end; whether it is a refusal that ends the service. */
export async function endedBy(response: Response): Promise<Ended | undefined> {
  const problem = parse(await response.text());
  const { code } = isObject(problem) ? problem : {};
  return response.status === 401 && (code === 'not-registered' || code === 'revoked') ? code : undefined;
}

/**
 * How long a directive is obeyed, in milliseconds from now. Both ends are read from the service's clock, so that the
 * device's own may be wrong; where the service does not say what time it has, 24 h.
 */
export function leaseOf(until: string | null, serverNow: number): number {
  const left = Date.parse(until ?? '') - serverNow;
  return Number.isNaN(left) ? LONGEST_LEASE : Math.max(0, Math.min(LONGEST_LEASE, left));
}

/** The service's clock, epoch milliseconds; `NaN` where it does not say. */
export const dateOf = (response: Response): number => Date.parse(response.headers.get('date') ?? '');

/** The wait that an answer asks for, in milliseconds; 0 where it asks for none. */
export function retryAfter(response: Response): number {
  const value = response.headers.get('retry-after') ?? '';
  const wait = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - dateOf(response);
  return Number.isNaN(wait) ? 0 : Math.max(0, Math.min(LONGEST_RETRY_AFTER, wait));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
