/** Asks the interface. The types are those of `/openapi.json`, so that a page can't ask for what isn't there. */
import type { Api } from './api.d.ts';

export type Operation = keyof Api;
export type Given<O extends Operation> = Omit<Api[O], 'answer'>;
export type Answer<O extends Operation> = Api[O]['answer'];

/** `application/problem+json`, as the interface answers what comes to nothing. */
export interface Problem {
  readonly code: string;
  /** Of HTTP; none where nothing was answered. */
  readonly status?: number;
  readonly title: string;
  readonly help: string;
  readonly detail?: string;
  /** The clause of the statement that decided. */
  readonly clause?: string;
  /** Seconds to wait. */
  readonly retryAfter?: number;
}

/** Nothing came of a request. */
export class Failed extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.code);
    this.problem = problem;
  }
}

export const UNREACHABLE: Problem = {
  code: 'unreachable',
  title: 'We can’t be reached just now',
  help: 'look at your connection, and try again; nothing that you typed is lost',
};
const BROKEN: Problem = { code: 'broken', title: 'Something broke on our side', help: 'try again in a moment' };
/** Milliseconds after which a request that is not answered counts as lost. */
const PATIENCE = 20_000;

/** Is told when the session is over. */
let onSignedOut = () => {};
export const whenSignedOut = (tell: () => void): void => {
  onSignedOut = tell;
};

/**
 * @throws Failed whatever the reason: refused, not signed in, not reachable
 */
export async function call<O extends Operation>(
  operation: O,
  ...[given]: object extends Given<O> ? [given?: Given<O>] : [given: Given<O>]
): Promise<Answer<O>> {
  const response = await send(operation, given ?? {});
  // What is done, or taken to be done, may be answered by nothing.
  const says = response.headers.get('content-type')?.includes('json');
  if (response.ok) return (says ? await response.json() : null) as Answer<O>;
  const problem = await problemIn(response);
  if (problem.code === 'not-signed-in' || problem.code === 'staff-not-signed-in') onSignedOut();
  throw new Failed(problem);
}

type Loose = { params?: Strings; query?: Strings; body?: unknown };
type Strings = { readonly [name: string]: string | undefined };

async function send(operation: string, given: object): Promise<Response> {
  const { params = {}, query = {}, body } = given as Loose;
  try {
    return await fetch(addressOf(operation, params, query), {
      method: operation.split(' ', 1)[0] ?? 'GET',
      signal: AbortSignal.timeout(PATIENCE),
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch {
    throw new Failed(UNREACHABLE);
  }
}

/** The address of an operation, with what it is asked for. */
export function addressOf(operation: string, params: Strings = {}, query: Strings = {}): string {
  const path = (operation.split(' ')[1] ?? '').replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  const search = new URLSearchParams(Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  return search.size > 0 ? `${path}?${search}` : path;
}

async function problemIn(response: Response): Promise<Problem> {
  const retryAfter = Number(response.headers.get('retry-after')) || undefined;
  try {
    return { ...((await response.json()) as Problem), ...(retryAfter !== undefined && { retryAfter }) };
  } catch {
    return BROKEN;
  }
}

/** What is wrong, as a problem: for what is thrown by anything that calls. */
export const problemOf = (error: unknown): Problem => (error instanceof Failed ? error.problem : BROKEN);
