/** The service that a version is published to. */
import type { Statement } from '../../statement/statement.ts';
import { Fault } from '../../vault/fault.ts';
import { FOUND_WRONG } from '../program.ts';

export const TO_OPTION = ['--to <address>', 'the address of the service', 'http://127.0.0.1:8080'] as const;

/** What a service answers that refuses: RFC 9457. */
export interface Refused {
  readonly title: string;
  readonly code: string;
  readonly help: string;
  readonly detail?: string;
}

export type Answered<T> = { readonly ok: true; readonly body: T } | { readonly ok: false; readonly problem: Refused };

export interface Service {
  get<T>(path: string): Promise<Answered<T>>;
  post<T>(path: string, body: object): Promise<Answered<T>>;
}

/** The statement in force there. */
export interface InForce {
  readonly hash: string;
  readonly statement: Statement;
}

/** @throws Fault `storage-unavailable` while asking, if the service can’t be reached */
export function serviceAt(address: string): Service {
  const base = address.replace(/\/$/, '');
  async function ask<T>(method: string, path: string, body?: object): Promise<Answered<T>> {
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}${path}`, {
        method,
        signal: AbortSignal.timeout(120_000),
        ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      text = await response.text();
    } catch (error) {
      const why = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name;
      throw new Fault(
        'storage-unavailable',
        `\`${base}\` can’t be reached (${why})`,
        'look whether the service runs, and whether --to names it',
      );
    }
    if (response.ok) return { ok: true, body: (text === '' ? {} : JSON.parse(text)) as T };
    const isProblem = /problem\+json/.test(response.headers.get('content-type') ?? '');
    const problem = isProblem ? (JSON.parse(text) as Refused) : undefined;
    const odd = {
      title: `it answered ${response.status}`,
      code: 'odd',
      help: 'look whether --to names a service of Sotto',
    };
    return { ok: false, problem: problem ?? odd };
  }
  return { get: (path) => ask('GET', path), post: (path, body) => ask('POST', path, body) };
}

/** Says why the service refused. */
export function sayRefused({ title, detail, help, code }: Refused, json: true | undefined): void {
  process.exitCode = FOUND_WRONG;
  if (json) console.log(JSON.stringify({ kind: 'refused', code, ...(detail !== undefined && { detail }) }, null, 2));
  else console.error(`refused: ${title}${detail === undefined ? '' : `: ${detail}`}\nhelp: ${help}`);
}
