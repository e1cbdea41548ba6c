/**
 * The service as a device sees it, on a real socket: directives by request and by stream, batches known by their id. It writes
 * down what arrives and can be cut off, made to fail, or made to lose its answers.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Allowed } from '../decide/directive.ts';

export interface Arrived {
  readonly event: string;
  readonly at: string;
  readonly data: { readonly [field: string]: unknown };
  readonly generation: number;
}

export interface Delivery {
  readonly id: string;
  readonly text: string;
  readonly generation: number;
  readonly events: readonly Arrived[];
  /** Under the same id and with the same text as before. */
  readonly repeated: boolean;
}

/** What to answer a batch with, once, instead of taking it; `taken` takes it and loses the answer. */
export type Trouble =
  | {
      readonly status: number;
      readonly code?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  | 'taken but not answered';

export class DeviceService {
  readonly deliveries: Delivery[] = [];
  /** Waits for its turn, a batch each. */
  readonly troubles: Trouble[] = [];
  /** Requests as `METHOD path status`. */
  readonly requests: string[] = [];
  /** How long a directive stands, in milliseconds. */
  lease = 24 * 60 * 60_000;
  /** Whether streams are let through. */
  streams = true;
  /** Every request is answered with 401 and this code. */
  refuses: string | undefined;
  /** Batches are held unanswered until this resolves. */
  holding: Promise<void> | undefined;
  /** The generations that devices said they obey. */
  readonly confirmed: number[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #listeners = new Set<ServerResponse>();
  #isDown = false;
  #generation = 1;
  #events: Allowed;
  #ticking: NodeJS.Timeout | undefined;

  private constructor(events: Allowed) {
    this.#events = events;
    this.#server = createServer((request, response) => void this.#handle(request, response));
    this.#server.on('connection', (socket) => {
      if (this.#isDown) return socket.destroy();
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  static async start(events: Allowed): Promise<DeviceService> {
    const service = new DeviceService(events);
    await new Promise<void>((resolve) => service.#server.listen(0, '127.0.0.1', resolve));
    service.#ticking = setInterval(() => {
      for (const listener of service.#listeners) listener.write(': keep-alive\n\n');
    }, 10);
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get generation(): number {
    return this.#generation;
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Every event that arrived, once a batch. */
  get events(): readonly Arrived[] {
    return this.deliveries.filter((one) => !one.repeated).flatMap((one) => one.events);
  }

  /** Another directive, told to whoever listens. */
  direct(events: Allowed): void {
    this.#generation++;
    this.#events = events;
    for (const listener of this.#listeners) listener.write(this.#told());
  }

  /** Cuts every connection, and every new one. */
  down(): void {
    this.#isDown = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  up(): void {
    this.#isDown = false;
  }

  async stop(): Promise<void> {
    clearInterval(this.#ticking);
    this.down();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('finish', () => this.requests.push(`${request.method} ${request.url} ${response.statusCode}`));
    if (!request.headers.authorization?.startsWith('Bearer ada-')) return problem(response, 401, 'unknown-token');
    if (this.refuses !== undefined) return problem(response, 401, this.refuses);
    if (request.url === '/v1/directive/stream' && this.streams) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(this.#told());
      this.#listeners.add(response);
      response.on('close', () => this.#listeners.delete(response));
    } else if (request.url === '/v1/directive') this.#direct(request, response);
    else if (request.url === '/v1/collect') await this.#collect(request, response);
    else if (request.url === '/v1/directive/confirmed') await this.#confirm(request, response);
    else problem(response, 404, 'not-found');
  }

  #direct(request: IncomingMessage, response: ServerResponse): void {
    const etag = `"${this.#generation}"`;
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag, 'directive-until': this.#until() }).end();
    } else response.writeHead(200, { etag, 'content-type': 'application/json' }).end(this.#directive());
  }

  async #confirm(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (text === undefined) return;
    this.confirmed.push(JSON.parse(text).generation);
    response.writeHead(204).end();
  }

  async #collect(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (text === undefined) return;
    await this.holding;
    const trouble = this.troubles.shift();
    if (trouble !== undefined && trouble !== 'taken but not answered') {
      return problem(response, trouble.status, trouble.code ?? 'trouble', trouble.headers, trouble.body);
    }
    const { batch: id, generation, events } = JSON.parse(text);
    const known = this.deliveries.find((one) => one.id === id);
    if (known !== undefined && known.text !== text) return problem(response, 409, 'batch-conflict');
    this.deliveries.push({ id, text, generation, events, repeated: known !== undefined });
    if (trouble !== undefined) return void request.socket.destroy();
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ received: events.length, generation: this.#generation }));
  }

  #until(): string {
    return new Date(Date.now() + this.lease).toISOString();
  }

  #directive(): string {
    return JSON.stringify({
      generation: this.#generation,
      statement: { id: 'home', hash: 'h1' },
      until: this.#until(),
      events: this.#events,
      withheld: {},
    });
  }

  #told(): string {
    return `event: directive\ndata: ${this.#directive()}\n\n`;
  }
}

/** The body; `undefined` where it was cut off. */
async function textOf(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk);
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks).toString();
}

function problem(
  response: ServerResponse,
  status: number,
  code: string,
  headers: Readonly<Record<string, string>> = {},
  body = JSON.stringify({ code }),
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers }).end(body);
}
