/** Says which directive is obeyed, so that people see it. The newest one alone, until the service has heard it. */
import { Backoff } from './backoff.ts';
import { type Host, within } from './host.ts';
import { retryAfter } from './wire.ts';

export interface ConfirmerOptions {
  readonly host: Host;
  readonly url: string;
  readonly token: string;
}

const ANSWER_WITHIN = 15_000;

export class Confirmer {
  readonly #o: ConfirmerOptions;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  #obeyed = 0;
  #heard = 0;
  #telling: Promise<void> | undefined;
  #timer: unknown;

  constructor(options: ConfirmerOptions) {
    this.#o = options;
    this.#backoff = new Backoff(options.host.random);
  }

  /** This generation is obeyed from now on. */
  confirm(generation: number): void {
    this.#obeyed = generation;
    this.#tell();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#o.host.timers.clear(this.#timer);
    await this.#telling;
  }

  #tell(): void {
    if (this.#stopped.signal.aborted || this.#heard === this.#obeyed) return;
    this.#o.host.timers.clear(this.#timer);
    this.#telling ??= this.#put(this.#obeyed).finally(() => {
      this.#telling = undefined;
    });
  }

  async #put(generation: number): Promise<void> {
    const { host, url, token } = this.#o;
    const controller = new AbortController();
    const stop = () => controller.abort();
    this.#stopped.signal.addEventListener('abort', stop);
    let wait = 0;
    try {
      await within(host, ANSWER_WITHIN, controller, async (signal) => {
        const response = await host.fetch(`${url}/v1/directive/confirmed`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ generation }),
          redirect: 'error',
          signal,
        });
        await response.text();
        wait = retryAfter(response);
        // Refused for good by a service that knows no confirmations, or not this one.
        if (response.status < 500 && response.status !== 429) this.#heard = generation;
      });
    } catch {
      // Unreachable, or cut off: said again later.
    } finally {
      this.#stopped.signal.removeEventListener('abort', stop);
    }
    if (this.#heard === generation) this.#backoff.reset();
    if (this.#heard !== this.#obeyed && !this.#stopped.signal.aborted) {
      const soon = this.#heard === generation ? 0 : Math.max(wait, this.#backoff.next());
      this.#timer = host.timers.set(() => this.#tell(), soon);
    }
  }
}
