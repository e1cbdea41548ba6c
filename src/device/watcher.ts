/**
 * Keeps the directive fresh. It listens to the stream; when that ends it asks once, waits a while, and listens again, so that a
 * network that lets no stream through still tells of changes within a minute. Before a directive ends it is asked for again.
 */
import { Backoff } from './backoff.ts';
import { eventsOf } from './event-stream.ts';
import { type Host, within } from './host.ts';
import { type Directive, dateOf, type Ended, endedBy, leaseOf, parseDirective, retryAfter } from './wire.ts';

export interface WatcherOptions {
  readonly host: Host;
  readonly url: string;
  readonly token: string;
  /**
   * A directive came, or the last one that was asked for still stands: to be obeyed for `lease` milliseconds. The service
   * stood by it at `asOf` (monotonic) or later.
   */
  readonly onDirective: (directive: Directive, lease: number, asOf: number) => void;
  /** The stream ended: nothing will tell of a change. */
  readonly onLost: () => void;
  readonly onEnded: (why: Ended) => void;
}

const ANSWER_WITHIN = 15_000;
/** Three comments missed. */
const SILENT_TOO_LONG = 45_000;
const LONGEST_WAIT = 60_000;
/** A stream that ends sooner is counted as a failure, or a proxy that cuts every stream would be asked each second. */
const STABLE = 30_000;

export class Watcher {
  readonly #o: WatcherOptions;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  #known: { readonly directive: Directive; readonly etag: string } | undefined;
  #asking: Promise<void> | undefined;
  #running: Promise<void> | undefined;
  #isListening = false;
  /** The wait that the service asked for. */
  #wait = 0;

  constructor(options: WatcherOptions) {
    this.#o = options;
    this.#backoff = new Backoff(options.host.random, LONGEST_WAIT);
  }

  /** Whether a stream is open that would tell of a change. */
  get isListening(): boolean {
    return this.#isListening;
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.#running, this.#asking]);
  }

  /** Asks for the directive now. Failing to get it is no error: the one held stands until its end. */
  ask(): Promise<void> {
    const asOf = this.#o.host.clock.monotonic();
    this.#asking ??= this.#request('', ANSWER_WITHIN, (response) => this.#answered(response, asOf)).finally(() => {
      this.#asking = undefined;
    });
    return this.#asking;
  }

  async #run(): Promise<void> {
    while (!this.#stopped.signal.aborted) {
      this.#wait = 0;
      await this.#request('/stream', SILENT_TOO_LONG, (response, heard) => this.#listen(response, heard));
      this.#isListening = false;
      if (this.#stopped.signal.aborted) return;
      this.#o.onLost();
      await this.ask();
      await this.#pause(Math.max(this.#wait, this.#backoff.next()));
    }
  }

  async #request(
    path: string,
    patience: number,
    read: (response: Response, heard: () => void) => Promise<void>,
  ): Promise<void> {
    if (this.#stopped.signal.aborted) return;
    const { host, url, token } = this.#o;
    const controller = new AbortController();
    const stop = () => controller.abort();
    this.#stopped.signal.addEventListener('abort', stop);
    try {
      await within(host, patience, controller, async (signal, heard) => {
        const etag = path === '' ? this.#known?.etag : undefined;
        const response = await host.fetch(`${url}/v1/directive${path}`, {
          headers: { authorization: `Bearer ${token}`, ...(etag === undefined ? {} : { 'if-none-match': etag }) },
          redirect: 'error',
          cache: 'no-store',
          signal,
        });
        if (response.status === 200 || response.status === 304) return read(response, heard);
        this.#wait = retryAfter(response);
        const ended = await endedBy(response);
        if (ended !== undefined) this.#o.onEnded(ended);
      });
    } catch {
      // Unreachable, cut off, or silent for too long: all the same, and tried again.
    } finally {
      this.#stopped.signal.removeEventListener('abort', stop);
      controller.abort();
    }
  }

  async #answered(response: Response, asOf: number): Promise<void> {
    if (response.status === 304) {
      const until = response.headers.get('directive-until');
      if (this.#known) this.#o.onDirective(this.#known.directive, leaseOf(until, dateOf(response)), asOf);
      return;
    }
    const directive = parseDirective(await response.text());
    if (directive === undefined) return;
    const etag = response.headers.get('etag');
    this.#known = etag === null ? undefined : { directive, etag };
    this.#o.onDirective(directive, leaseOf(directive.until, dateOf(response)), asOf);
  }

  async #listen(response: Response, heard: () => void): Promise<void> {
    const { clock } = this.#o.host;
    const opened = clock.monotonic();
    if (response.body === null) return;
    for await (const { event, data } of eventsOf(chunksOf(response.body), heard)) {
      const directive = event === 'directive' ? parseDirective(data) : undefined;
      if (directive === undefined) continue;
      const now = clock.monotonic();
      if (now - opened > STABLE) this.#backoff.reset();
      this.#isListening = true;
      this.#o.onDirective(directive, leaseOf(directive.until, dateOf(response) + now - opened), now);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const { timers } = this.#o.host;
      const done = () => {
        timers.clear(timer);
        this.#stopped.signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = timers.set(done, milliseconds);
      this.#stopped.signal.addEventListener('abort', done);
    });
  }
}

/** The bytes of a body as they come. Not every browser can walk through a body without a reader. */
async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}
