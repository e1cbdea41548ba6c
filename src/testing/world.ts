/** A whole service on fresh databases, over real HTTP, with a clock that stands still, mail that is caught, and people. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';
import { type Carrier, createOutbox, type Outbox } from '../people/mail/carrier.ts';
import type { PeopleOptions } from '../people/people.ts';
import type { ProductKind } from '../people/product.ts';
import { createHttp, type HttpOptions } from '../server/http.ts';
import { openWorld, type Running, type World } from '../server/world.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { ledgerKeyInFile } from '../vault/ledger-key.ts';
import { type FreshClusters, freshClusters } from './database.ts';
import { type Route, routesOf } from './every-route.ts';
import { type StillClock, stillClock } from './gate.ts';

export interface TestWorldOptions {
  readonly running?: Running;
  readonly carrier?: Carrier;
  readonly people?: Pick<PeopleOptions, 'evenly' | 'limits'>;
  readonly http?: HttpOptions;
  /** The public keys of those who may approve a new version of the statement. */
  readonly approvers?: readonly string[];
  /** Databases and the file of the epoch key to use instead of fresh ones; they stay when the world closes. */
  readonly on?: { readonly clusters: FreshClusters; readonly keyFile: string };
}

/** An answer, read to its end. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body where it is JSON; tests know its shape. */
  // biome-ignore lint/suspicious/noExplicitAny: what a test expects of a body is what it checks
  readonly body: any;
}

export interface Asking {
  readonly token?: string | undefined;
  /** Sent as JSON, unless it is text, bytes or a form. */
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

export interface TestWorld {
  readonly world: World;
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly routes: readonly Route[];
  readonly clock: StillClock;
  readonly clusters: FreshClusters;
  /** The file of the epoch key. */
  readonly keyFile: string;
  /** Mail, unless a carrier was given. */
  readonly outbox: Outbox;
  ask(method: string, path: string, asking?: Asking): Promise<Answered>;
  /** Opens an account and signs in: `signUp('Ada')` is `ada@home.example`. */
  signUp(name: string): Promise<TestPerson>;
  /** One more process on the same databases. */
  another(): Promise<TestWorld>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly token: string;
  ask(method: string, path: string, body?: unknown): Promise<Answered>;
  /** Registers a household, and returns its system id. */
  household(): Promise<string>;
  product(systemId: string, room: string, kind?: ProductKind): Promise<TestProduct>;
}

export interface TestProduct {
  readonly id: string;
  readonly token: string;
  readonly serial: string;
  /** Sends a batch under a fresh id. */
  collect(events: readonly unknown[], generation?: number): Promise<Answered>;
}

export async function openTestWorld(options: TestWorldOptions = {}): Promise<TestWorld> {
  if (options.on !== undefined) return openOn(options.on.clusters, options.on.keyFile, stillClock(), options);
  const clusters = await freshClusters();
  const folder = mkdtempSync(join(tmpdir(), 'sotto-world-'));
  const opened = await openOn(clusters, join(folder, 'epoch.key'), stillClock(), options);
  return {
    ...opened,
    async close() {
      await opened.close();
      await clusters.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

let batches = 0;
let serials = 0;

async function openOn(
  clusters: FreshClusters,
  keyFile: string,
  clock: StillClock,
  options: TestWorldOptions,
): Promise<TestWorld> {
  const outbox = createOutbox();
  const world = await openWorld(options.running ?? { statement: reference, wording: words }, {
    vault: clusters.vault,
    keyring: clusters.keyring,
    epochKeys: epochKeysInFile(keyFile),
    ledgerKey: ledgerKeyInFile(join(dirname(keyFile), 'ledger.key')),
    clock,
    databaseClock: async () => clock(),
    origin: () => 'https://account.example',
    carrier: options.carrier ?? outbox,
    people: { evenly: 0, ...options.people },
    approvers: () => options.approvers ?? [],
  });
  const routes: Route[] = [];
  const onRoute: HttpOptions['onRoute'] = (route) => void routes.push(...routesOf(route));
  const http = await createHttp(world, { logLevel: 'silent', ...options.http, onRoute });
  await http.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}`;

  async function ask(method: string, path: string, { token, body, headers }: Asking = {}): Promise<Answered> {
    const isForm = body instanceof URLSearchParams;
    const isRaw = isForm || typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      redirect: 'manual',
      ...(body !== undefined && { body: isRaw ? (body as string) : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
  }

  async function expecting(status: number, answer: Promise<Answered>): Promise<Answered> {
    const answered = await answer;
    if (answered.status !== status) throw new Error(`expected ${status}, got ${answered.status}: ${answered.text}`);
    return answered;
  }

  async function signUp(name: string): Promise<TestPerson> {
    const email = `${name.toLowerCase()}@home.example`;
    const password = `${name} walks home at night`;
    const account = { email, password, country: 'DE', postalCode: '10115', name };
    await expecting(201, ask('POST', '/v1/accounts', { body: account }));
    const { token } = (await expecting(201, ask('POST', '/v1/sessions', { body: { email, password } }))).body;
    const asPerson: TestPerson['ask'] = (method, path, body) => ask(method, path, { token, body });
    return {
      name,
      email,
      password,
      token,
      ask: asPerson,
      household: async () => (await expecting(201, asPerson('POST', '/v1/households'))).body.systemId,
      async product(systemId, room, kind = 'player') {
        serials += 1;
        const serial = `B8-E9-37-${String(serials).padStart(6, '0')}:1`;
        const body = { serial, productType: kind === 'app' ? 'Controller' : 'One', room, kind };
        const registered = await expecting(201, asPerson('POST', `/v1/households/${systemId}/products`, body));
        const { id, token } = registered.body;
        return {
          id,
          token,
          serial,
          collect(events, generation) {
            batches += 1;
            const batch = { batch: `batch-${batches}`, events, ...(generation !== undefined && { generation }) };
            return ask('POST', '/v1/collect', { token, body: batch });
          },
        };
      },
    };
  }

  return {
    world,
    url,
    routes,
    clock,
    clusters,
    keyFile,
    outbox,
    ask,
    signUp,
    another: () => openOn(clusters, keyFile, clock, options),
    async close() {
      await http.close();
      await world.close();
    },
  };
}
