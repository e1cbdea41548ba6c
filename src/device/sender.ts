/**
 * Sends what waits, one request at a time, each batch until it is acknowledged: at least once, under one id, with the
 * same bytes. Essential batches go first.
 */
import { Backoff } from './backoff.ts';
import { type Host, within } from './host.ts';
import type { Batch, Queue } from './queue.ts';
import { type Ended, endedBy, parseReceipt, retryAfter } from './wire.ts';

export interface SenderOptions {
  readonly host: Host;
  readonly queue: Queue;
  readonly url: string;
  readonly token: string;
  /** How long an event waits for company, in milliseconds. */
  readonly interval: number;
  /** Whether usage data may go: not without a directive, and `unsure` while it is not known whether that still stands. */
  readonly usage: () => 'may go' | 'unsure' | 'may not go';
  /** Asks for the directive; afterwards `usage` may be sure. */
  readonly ask: () => Promise<void>;
  readonly generation: () => number;
  /** Batches were made or let go of. */
  readonly onChange: () => void;
  /** The connection failed: what was known of the directive may be old. */
  readonly onLost: () => void;
  /** The service tells of this generation. */
  readonly onGeneration: (generation: number) => void;
  readonly onEnded: (why: Ended) => void;
}

const ANSWER_WITHIN = 30_000;
/** Refusals of what was sent, rather than of sending it now. */
const UNREADABLE = [400, 413, 422];

export class Sender {
  readonly #o: SenderOptions;
  readonly #backoff: Backoff;
  #sent = 0;
  /** Monotonic: nothing is sent before. */
  #retryAt = 0;
  /** Monotonic: the service asked for nothing to be sent before. */
  #askedToWaitUntil = 0;
  /** Monotonic: what was recorded by then goes now. */
  #until = 0;
  #draining: Promise<void> | undefined;
  #timer: { readonly handle: unknown; readonly at: number } | undefined;
  #underWay: { readonly batch: Batch; readonly controller: AbortController } | undefined;
  #stopped = false;

  constructor(options: SenderOptions) {
    this.#o = options;
    this.#backoff = new Backoff(options.host.random);
  }

  /** Events acknowledged. */
  get sent(): number {
    return this.#sent;
  }

  /** Sends soon: at once if a batch is full, else within the interval. */
  wake(): void {
    const { queue, interval } = this.#o;
    if (this.#stopped || this.#draining !== undefined || !this.#hasWork()) return;
    const isFull = queue.isFull('essential') || (this.#o.usage() !== 'may not go' && queue.isFull('usage'));
    this.#schedule(Math.max(this.#now() + (isFull ? 0 : interval), this.#retryAt));
  }

  /**
   * Sends all that was recorded until now, without waiting for the interval or the end of a backoff of our own. Ends when
   * it is sent, or when no more can be sent for now.
   */
  flush(): Promise<void> {
    this.#retryAt = this.#askedToWaitUntil;
    this.#until = this.#now();
    return this.#send();
  }

  /** Aborts the request under way if its batch is no longer to be sent. */
  heed(): void {
    if (this.#underWay && !this.#o.queue.holds(this.#underWay.batch)) this.#underWay.controller.abort();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) this.#o.host.timers.clear(this.#timer.handle);
    this.#underWay?.controller.abort();
    await this.#draining;
  }

  #now(): number {
    return this.#o.host.clock.monotonic();
  }

  #hasWork(): boolean {
    return this.#o.queue.has('essential') || (this.#o.usage() !== 'may not go' && this.#o.queue.has('usage'));
  }

  #schedule(at: number): void {
    if (this.#timer) {
      if (this.#timer.at <= at) return;
      this.#o.host.timers.clear(this.#timer.handle);
    }
    const fire = () => {
      this.#timer = undefined;
      this.#until = this.#now();
      void this.#send();
    };
    this.#timer = { at, handle: this.#o.host.timers.set(fire, Math.max(0, at - this.#now())) };
  }

  #send(): Promise<void> {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined;
      this.wake();
    });
    return this.#draining;
  }

  async #drain(): Promise<void> {
    const { queue } = this.#o;
    while (!this.#stopped && this.#now() >= this.#retryAt) {
      queue.age(this.#now());
      const make = () => ({ id: crypto.randomUUID(), generation: this.#o.generation() });
      let batch = queue.next('essential', this.#until, make);
      if (batch === undefined && queue.has('usage')) {
        if (this.#o.usage() === 'unsure') {
          await this.#o.ask();
          if (this.#o.usage() === 'unsure') return this.#failed(0);
        }
        if (this.#o.usage() === 'may go') batch = queue.next('usage', this.#until, make);
      }
      if (batch === undefined || this.#stopped) return;
      this.#o.onChange();
      await this.#post(batch);
    }
  }

  async #post(batch: Batch): Promise<void> {
    const { host, queue, url, token } = this.#o;
    const controller = new AbortController();
    this.#underWay = { batch, controller };
    try {
      await within(host, ANSWER_WITHIN, controller, async (signal) => {
        const response = await host.fetch(`${url}/v1/collect`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
          body: bodyOf(batch),
          redirect: 'error',
          signal,
        });
        await this.#answered(batch, response);
      });
    } catch {
      // No answer that could be read: it is not known whether the batch arrived.
      if (queue.holds(batch) && !this.#stopped) {
        this.#o.onLost();
        this.#failed(0);
      }
    } finally {
      this.#underWay = undefined;
    }
  }

  async #answered(batch: Batch, response: Response): Promise<void> {
    const { queue } = this.#o;
    if (response.status === 200) {
      const receipt = parseReceipt(await response.text());
      // It may have been withdrawn while it was on its way.
      if (!queue.holds(batch)) return;
      if (receipt === undefined) return this.#failed(0);
      this.#sent += batch.entries.length;
      this.#done(batch);
      if (receipt.generation !== undefined) this.#o.onGeneration(receipt.generation);
      return;
    }
    const ended = await endedBy(response);
    if (ended !== undefined) return this.#o.onEnded(ended);
    if (!queue.holds(batch)) return;
    if (response.status === 409) return this.#done(batch, 'conflict');
    if (!UNREADABLE.includes(response.status)) return this.#failed(retryAfter(response));
    if (batch.half || batch.entries.length === 1) return this.#done(batch, 'rejected');
    queue.halve(batch, () => crypto.randomUUID());
  }

  #done(batch: Batch, lost?: 'conflict' | 'rejected'): void {
    this.#backoff.reset();
    this.#o.queue.settle(batch, lost);
    this.#o.onChange();
  }

  #failed(asked: number): void {
    const now = this.#now();
    this.#askedToWaitUntil = now + asked;
    this.#retryAt = now + Math.max(asked, this.#backoff.next());
  }
}

/** The text of a batch; the same for the same batch. */
function bodyOf({ id, generation, entries }: Batch): string {
  return `{"batch":${JSON.stringify(id)},"generation":${generation},"events":[${entries.map((one) => one.json).join(',')}]}`;
}
