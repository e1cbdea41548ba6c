/** A server in a process of its own, and those who use it over HTTP. */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { join } from 'node:path';

export interface Server {
  readonly process: ChildProcess;
  readonly port: number;
  readonly agent: Agent;
}

export async function serve(which: 'sotto' | 'plain'): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'apart', 'http-server.ts'), [which], { stdio: ['ignore', 2, 2, 'ipc'] });
  const port = await Promise.race([
    once(child, 'message').then(([port]) => port as number),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the ${which} server ended with code ${code}`))),
  ]);
  return { process: child, port, agent: new Agent({ keepAlive: true, maxSockets: 16 }) };
}

export async function stop({ process: child, agent }: Server): Promise<void> {
  agent.destroy();
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

export interface Home {
  /** The owner's session. */
  readonly session: string;
  readonly password: string;
  /** The tokens of its players. */
  readonly players: readonly string[];
}

/** A household with so many players, its owner signed in. */
export async function moveIn(server: Server, name: string, count: number): Promise<Home> {
  const email = `${name}@home.example`;
  const password = randomBytes(12).toString('hex');
  await post(server, '/v1/accounts', JSON.stringify({ email, password, country: 'DE', postalCode: '10115' }));
  const { token: session } = await post(server, '/v1/sessions', JSON.stringify({ email, password }));
  const { systemId } = await post(server, '/v1/households', undefined, session as string);
  const players: string[] = [];
  for (let n = 0; n < count; n++) {
    const serial = `B8-E9-37-${randomBytes(3).toString('hex').toUpperCase()}:1`;
    const product = JSON.stringify({ serial, productType: 'One', room: `Room ${n}`, kind: 'player' });
    const made = await post(server, `/v1/households/${systemId}/products`, product, session as string);
    players.push(made.token as string);
  }
  return { session: session as string, password, players };
}

export type Answer = { readonly [name: string]: unknown };

/** @throws Error on any answer but success */
export function post(server: Server, path: string, body?: string, token?: string): Promise<Answer> {
  const headers = {
    ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const { port, agent } = server;
    const asking = request({ host: '127.0.0.1', port, path, method: 'POST', agent, headers }, async (response) => {
      const parts: Buffer[] = [];
      for await (const part of response) parts.push(part as Buffer);
      const text = Buffer.concat(parts).toString();
      if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(text) as Answer);
      else reject(new Error(`${path} answered ${response.statusCode}: ${text.slice(0, 300)}`));
    });
    asking.on('error', reject);
    asking.end(body);
  });
}
