/** The demo household: an account with products, made once in a data folder, whose devices then speak over HTTP. */
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { KINDS, type ProductKind } from '../../demo/fixtures.ts';
import { type Household, startHousehold } from '../../demo/household.ts';

export interface Demo {
  readonly email: string;
  readonly password: string;
  /** A session of this person. */
  readonly session: string;
  readonly systemId: string;
  /** How the household's choice about usage data stands. */
  readonly usageData: 'on' | 'off';
  readonly rooms: readonly string[];
  readonly devices: Household['devices'];
  readonly players: Household['players'];
  stop(): Promise<void>;
}

/** What is kept of it between starts: inventions and tokens, for this person does not exist. */
interface Kept {
  readonly email: string;
  readonly password: string;
  readonly systemId: string;
  readonly products: readonly {
    readonly room: string;
    readonly serial: string;
    readonly kind: ProductKind;
    readonly token: string;
  }[];
  readonly app: string;
}

const ROOMS = [
  { room: 'Kitchen', kind: 'shelf' },
  { room: 'Living room', kind: 'bar' },
  { room: 'Balcony', kind: 'portable' },
] as const;

/** Why nobody of a household that was here is let in any more: she was forgotten or has another password; or she closed her account. */
const GONE = ['sign-in-failed', 'account-closed'];

/** Switches the household on, and makes it first if it is not there. `file` keeps its tokens. */
export async function startDemo(url: string, file: string): Promise<Demo> {
  const [kept, session] = (await comeHome(url, file)) ?? (await moveIn(url, file));
  const { email, password, systemId, app } = kept;
  const rooms = await roomsOf(url, systemId, session);
  const products = kept.products.map((one) => ({ ...one, room: rooms.get(one.serial) ?? one.room }));
  const household: Household = await startHousehold({
    url,
    products,
    app: { token: app },
    seed: systemId,
    reporter: { interval: 1_000 },
  });
  return {
    email,
    password,
    session,
    systemId,
    usageData: await usageDataOf(url, session),
    rooms: products.map(({ room }) => room),
    devices: household.devices,
    players: household.players,
    stop: () => household.stop(),
  };
}

async function comeHome(url: string, file: string): Promise<readonly [Kept, string] | undefined> {
  const kept = read(file);
  if (kept === undefined) return undefined;
  try {
    return [kept, await signIn(url, kept.email, kept.password)];
  } catch (error) {
    if (error instanceof Refused && GONE.includes(error.code)) return undefined;
    throw error;
  }
}

async function moveIn(url: string, file: string): Promise<readonly [Kept, string]> {
  const tag = randomBytes(4).toString('hex');
  const email = `ada.${tag}@home.example`;
  const password = `listens-${randomBytes(6).toString('base64url')}`;
  await post(url, '/v1/accounts', { email, password, country: 'DE', postalCode: '10115', name: 'Ada' });
  const session = await signIn(url, email, password);
  const { systemId } = await post<{ systemId: string }>(url, '/v1/households', undefined, session);
  const register = async (body: object) =>
    (await post<{ token: string }>(url, `/v1/households/${systemId}/products`, body, session)).token;
  const products = [];
  for (const { room, kind } of ROOMS) {
    const serial = `DEMO-${tag}-${kind}`;
    const { productType } = KINDS[kind];
    products.push({ room, kind, serial, token: await register({ serial, productType, room, kind: 'player' }) });
  }
  const app = await register({ serial: `DEMO-${tag}-app`, productType: 'App', kind: 'app' });
  const kept = { email, password, systemId, products, app };
  writeFileSync(file, JSON.stringify(kept), { mode: 0o600 });
  return [kept, session];
}

async function signIn(url: string, email: string, password: string): Promise<string> {
  return (await post<{ token: string }>(url, '/v1/sessions', { email, password })).token;
}

function read(file: string): Kept | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Kept;
  } catch {
    return undefined;
  }
}

async function usageDataOf(url: string, session: string): Promise<'on' | 'off'> {
  const { choices } = await get<{ choices: { choice: string; state: 'on' | 'off' }[] }>(url, '/v1/me/choices', session);
  return choices.find(({ choice }) => choice === 'usage-data')?.state ?? 'on';
}

/** The rooms as they are called by now, by serial number. */
async function roomsOf(url: string, systemId: string, session: string): Promise<ReadonlyMap<string, string>> {
  const path = `/v1/households/${systemId}/products`;
  const { products } = await get<{ products: { serial?: string; room?: string }[] }>(url, path, session);
  return new Map(products.flatMap(({ serial, room }) => (serial && room ? [[serial, room]] : [])));
}

class Refused extends Error {
  readonly code: string;
  constructor(path: string, code = 'unknown') {
    super(`the demo household was refused at \`${path}\`: \`${code}\``);
    this.code = code;
  }
}

const get = <T>(url: string, path: string, token: string): Promise<T> => ask('GET', `${url}${path}`, undefined, token);

const post = <T>(url: string, path: string, body?: object, token?: string): Promise<T> =>
  ask('POST', `${url}${path}`, body, token);

async function ask<T>(method: 'GET' | 'POST', address: string, body?: object, token?: string): Promise<T> {
  const response = await fetch(address, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  // Sound: these are our own routes, and the schema of each says so.
  const answer = (await response.json()) as T & { code?: string };
  if (!response.ok) throw new Refused(new URL(address).pathname, answer.code);
  return answer;
}
