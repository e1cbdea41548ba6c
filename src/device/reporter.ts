/**
 * The device SDK: a product or app reports what happens, and nothing that it may not.
 *
 * A reporter obeys the directive that the service gives it, where the data arises. What the directive does not name is not recorded;
 * when usage data is turned off, recording stops at once and what waits is dropped; it is never sent later. Without a directive, or
 * when the last one is a day old, only essential events are recorded: those that the product needs to work, built into its firmware
 * from the statement. What waits is bounded, sent at least once, and kept nowhere unless the host gives a `store`.
 *
 * @example
 * import { essentialAt } from '../decide/directive.ts';
 * import { statement } from '../../statements/sonos-2017-08/statement.ts';
 *
 * const reporter = createReporter({
 *   url: 'http://localhost:8080',
 *   token: 'what registering the product answered',
 *   essential: essentialAt(statement, 'product'),
 *   onDirective: ({ generation }) => console.log(`obeying directive ${generation}`),
 * });
 * await reporter.start();
 * reporter.record('volume', { volume: 30 }); // 'queued', or 'withheld' while usage data is off
 * await reporter.flush();
 * await reporter.stop();
 */
import type { Allowed } from '../decide/directive.ts';
import { Confirmer } from './confirmer.ts';
import { HeldDirective } from './held-directive.ts';
import { type Clock, type Host, platform, type Timers } from './host.ts';
import { type Batch, type Dropped, type Entry, LARGEST_EVENT, type Limits, Queue } from './queue.ts';
import { Sender } from './sender.ts';
import { Silence } from './silence.ts';
import { Keeper, type Saved, type Store } from './store.ts';
import { Watcher } from './watcher.ts';
import type { Directive, Ended } from './wire.ts';

export interface ReporterOptions {
  /** Where the service is, without `/v1`. */
  readonly url: string;
  readonly token: string;
  /** What may be recorded without a directive. */
  readonly essential: Allowed;
  /** Bounds of what waits; by default 2,000 events, 1 MB, 3 days. */
  readonly limits?: Partial<Limits>;
  /** How long an event waits for company, in milliseconds; by default 5,000. */
  readonly interval?: number;
  /** Where the queue is kept over restarts; by default nowhere. */
  readonly store?: Store;
  /** Another directive is obeyed from now on, `appliedAt` (RFC 3339): what it does not allow has stopped. */
  readonly onDirective?: (directive: Directive, appliedAt: string) => void;
  /** These events were recorded until now (RFC 3339) and are not any more, by a directive or by the end of one. */
  readonly onSilence?: (events: readonly string[], since: string) => void;
  /** The product is not served any more; nothing is recorded or sent from now on. */
  readonly onService?: (ended: Ended) => void;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly timers?: Timers;
  readonly random?: () => number;
}

/**
 * What became of an event: it waits to be sent; the directive does not allow it, or any of its fields; or it can't
 * be sent at all: it is no JSON, too large, or the service has ended.
 */
export type Recorded = 'queued' | 'withheld' | 'refused';

export interface ReporterStatus {
  /** Events that wait, or are on their way. */
  readonly queued: number;
  /** Events acknowledged. */
  readonly sent: number;
  /** Calls of `record` that were answered so. */
  readonly withheld: number;
  readonly refused: number;
  readonly dropped: Readonly<Dropped>;
  /** Since when events that a directive allowed once are not recorded, or none has come yet; RFC 3339. */
  readonly silentSince?: string;
  /** The generation of the directive that is obeyed now. */
  readonly confirmedGeneration?: number;
  readonly ended?: Ended;
}

export interface Reporter {
  /** Brings back what was kept, and begins to listen and to send. */
  start(): Promise<void>;
  /** Records an event that happens now; fields that may not be recorded are left out of it. Never throws, never waits. */
  record(event: string, data: { readonly [field: string]: unknown }): Recorded;
  /** The directive in force. */
  directive(): Directive | undefined;
  status(): ReporterStatus;
  /** Sends what was recorded until now; ends when it is sent, or can't be for now. */
  flush(): Promise<void>;
  /** Ends all work, without sending what waits, and keeps it where there is a store. A stopped reporter stays stopped. */
  stop(): Promise<void>;
}

const LIMITS: Limits = { events: 2_000, bytes: 1_000_000, ageMs: 3 * 24 * 60 * 60_000 };
const INTERVAL = 5_000;
/** How long after a failure the store is tried again, in milliseconds. */
const SAVE_AGAIN = 5_000;
/** A directive is asked for again when half of its time is over, but not more often than this. */
const RENEW_AT_MOST_EVERY = 60_000;

/** How long an answer about the directive counts where no stream is open, in milliseconds. */
const FRESH = 5_000;

/** Makes a reporter. Whatever it can't do is counted in its status; it never throws and never logs. */
export function createReporter(options: ReporterOptions): Reporter {
  return new DeviceReporter(options);
}

class DeviceReporter implements Reporter {
  readonly #options: ReporterOptions;
  readonly #host: Host;
  readonly #held: HeldDirective;
  readonly #queue: Queue;
  readonly #sender: Sender;
  readonly #watcher: Watcher;
  readonly #confirmer: Confirmer;
  readonly #keeper: Keeper;
  readonly #silence: Silence;
  readonly #encoder = new TextEncoder();
  #state: 'new' | 'running' | 'stopped' = 'new';
  #ended: Ended | undefined;
  /** Monotonic: when the service was last known to stand by the directive, and when the connection last failed. */
  #confirmedAt = Number.NEGATIVE_INFINITY;
  #lostAt = Number.NEGATIVE_INFINITY;
  #withheld = 0;
  #refused = 0;
  #leaseTimer: unknown;

  constructor(options: ReporterOptions) {
    const { fetch, clock, timers, random } = platform;
    const host: Host = {
      fetch: options.fetch ?? fetch,
      clock: options.clock ?? clock,
      timers: options.timers ?? timers,
      random: options.random ?? random,
    };
    const to = { host, url: options.url.replace(/\/+$/, ''), token: options.token };
    const onEnded = (why: Ended) => this.#end(why);
    const onLost = () => {
      this.#lostAt = host.clock.monotonic();
    };
    this.#options = options;
    this.#host = host;
    this.#held = new HeldDirective(options.essential, host.clock);
    this.#queue = new Queue({ ...LIMITS, ...options.limits });
    this.#keeper = new Keeper(
      options.store,
      () => this.#saved(),
      (again) => {
        if (this.#state === 'running') host.timers.set(again, SAVE_AGAIN);
      },
    );
    this.#watcher = new Watcher({
      ...to,
      onDirective: (directive, lease, asOf) => this.#obey(directive, lease, asOf),
      onLost,
      onEnded,
    });
    this.#confirmer = new Confirmer(to);
    this.#sender = new Sender({
      ...to,
      queue: this.#queue,
      interval: options.interval ?? INTERVAL,
      usage: () => (this.#held.inForce === undefined ? 'may not go' : this.#isConfirmed() ? 'may go' : 'unsure'),
      ask: () => this.#watcher.ask(),
      generation: () => this.directive()?.generation ?? 0,
      onChange: () => this.#keep(),
      onGeneration: (generation) => {
        if (generation <= (this.#held.last?.generation ?? 0)) return;
        onLost();
        void this.#watcher.ask();
      },
      onLost,
      onEnded,
    });
    this.#silence = new Silence(this.#held, () => this.#wallTime());
  }

  async start(): Promise<void> {
    if (this.#state !== 'new') return;
    this.#state = 'running';
    await this.#restore();
    if (this.#state !== 'running') return;
    this.#watcher.start();
    this.#sender.wake();
  }

  record(event: string, data: { readonly [field: string]: unknown }): Recorded {
    const recorded = this.#record(event, data);
    if (recorded === 'withheld') this.#withheld++;
    if (recorded === 'refused') this.#refused++;
    return recorded;
  }

  directive(): Directive | undefined {
    return this.#held.inForce;
  }

  status(): ReporterStatus {
    const generation = this.directive()?.generation;
    return {
      queued: this.#queue.events,
      sent: this.#sender.sent,
      withheld: this.#withheld,
      refused: this.#refused,
      dropped: { ...this.#queue.dropped },
      ...(this.#silence.since === undefined ? {} : { silentSince: this.#silence.since }),
      ...(generation === undefined ? {} : { confirmedGeneration: generation }),
      ...(this.#ended === undefined ? {} : { ended: this.#ended }),
    };
  }

  async flush(): Promise<void> {
    if (this.#state === 'running') await this.#sender.flush();
  }

  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#host.timers.clear(this.#leaseTimer);
    await Promise.all([this.#watcher.stop(), this.#sender.stop(), this.#confirmer.stop()]);
    this.#keeper.touch();
    await this.#keeper.save();
  }

  #record(event: string, data: { readonly [field: string]: unknown }): Recorded {
    if (this.#state === 'stopped') return 'refused';
    const allowed = this.#held.fieldsOf(event);
    if (allowed === undefined) return 'withheld';
    const given = Object.entries(data);
    const kept = given.filter(([field]) => allowed.has(field));
    // That an event happened says something too: one without any field it may have is not sent.
    if (kept.length === 0 && given.length > 0) return 'withheld';

    const generation = this.directive()?.generation ?? 0;
    const json = textOf({ event, at: this.#wallTime(), data: Object.fromEntries(kept), generation });
    if (json === undefined) return 'refused';
    const bytes = this.#encoder.encode(json).length;
    if (bytes > LARGEST_EVENT) return 'refused';

    const fields = kept.map(([field]) => field);
    const sort = this.#held.isEssential(event, fields) ? 'essential' : 'usage';
    const since = this.#host.clock.monotonic();
    this.#queue.age(since);
    this.#queue.add({ event, fields, json, bytes, generation, sort, since });
    this.#sender.heed();
    this.#keeper.touch();
    if (this.#state === 'running') this.#sender.wake();
    return 'queued';
  }

  /** INVARIANT: when this returns, nothing that the directive does not allow is recorded, waits, or is being sent. */
  #obey(directive: Directive, lease: number, asOf: number): void {
    if (this.#state !== 'running') return;
    const { last, inForce } = this.#held;
    if (!this.#held.take(directive, lease)) return;
    this.#confirmedAt = asOf;
    const hasLost = this.#queue.withdraw(
      (entry) =>
        this.#held.allows(entry.event, entry.fields) &&
        (entry.sort === 'essential' || entry.generation === directive.generation),
    );
    this.#sender.heed();
    if (hasLost) this.#keep();
    this.#watchLease();
    this.#noteSilence();
    this.#confirmer.confirm(directive.generation);
    const { onDirective } = this.#options;
    if (inForce === undefined || !isSame(directive, last)) this.#tell(onDirective, directive, this.#wallTime());
    this.#sender.wake();
  }

  /**
   * Whether the service is known to stand by the directive still: it has said so since the connection last failed, and would tell
   * of a change, or has said so just now. Who comes back from a dead network asks first, lest a backlog goes out that was
   * turned off meanwhile.
   */
  #isConfirmed(): boolean {
    const isFresh = this.#watcher.isListening || this.#host.clock.monotonic() - this.#confirmedAt <= FRESH;
    return isFresh && this.#confirmedAt >= this.#lostAt;
  }

  #watchLease(): void {
    const { timers } = this.#host;
    const { left } = this.#held;
    timers.clear(this.#leaseTimer);
    const renew = () => {
      // The next look comes first: time passes between the two, and the end must not fall in between.
      this.#watchLease();
      this.#noteSilence();
      void this.#watcher.ask();
    };
    const half = Math.max(left / 2, RENEW_AT_MOST_EVERY);
    this.#leaseTimer = timers.set(renew, left > 0 ? Math.min(left, half) : half);
  }

  #noteSilence(): void {
    const fallen = this.#silence.note();
    if (fallen.length > 0) this.#tell(this.#options.onSilence, fallen, this.#silence.since ?? this.#wallTime());
  }

  /** What waits goes too: a product that was revoked may have another owner by now. */
  #end(why: Ended): void {
    if (this.#ended !== undefined) return;
    this.#ended = why;
    this.#queue.clear();
    this.#tell(this.#options.onService, why);
    void this.stop();
  }

  /** Brings back what the store kept. A store that fails, or holds what is not ours, kept nothing. */
  async #restore(): Promise<void> {
    const { clock } = this.#host;
    try {
      const saved = await this.#options.store?.load();
      if (saved?.version !== 1) return;
      // How long it was off, by the wall clock, the only one that goes on meanwhile; set back, it counts as no time.
      const shift = clock.monotonic() - saved.monotonic - Math.max(0, clock.now() - saved.wall);
      const moved = (entry: Entry): Entry => ({ ...entry, since: entry.since + shift });
      const batches = saved.batches.map((batch): Batch => ({ ...batch, entries: batch.entries.map(moved) }));
      this.#queue.restore(batches, saved.waiting.map(moved));
    } catch {
      return;
    }
    this.#queue.age(clock.monotonic());
    this.#keep();
  }

  #saved(): Saved {
    const { batches, waiting } = this.#queue;
    const { clock } = this.#host;
    return { version: 1, batches, waiting, wall: clock.now(), monotonic: clock.monotonic() };
  }

  #keep(): void {
    this.#keeper.touch();
    void this.#keeper.save();
  }

  /** Tells the host when all is in order again, so that a fault of its own code is its own. */
  #tell<A extends readonly unknown[]>(callback: ((...told: A) => void) | undefined, ...told: A): void {
    if (callback) queueMicrotask(() => callback(...told));
  }

  #wallTime(): string {
    return new Date(this.#host.clock.now()).toISOString();
  }
}

const isSame = (one: Directive, other: Directive | undefined) =>
  JSON.stringify({ ...one, until: '' }) === JSON.stringify({ ...other, until: '' });

/** The text of an event; `undefined` for what is no JSON. */
function textOf(event: object): string | undefined {
  try {
    return JSON.stringify(event);
  } catch {
    return undefined;
  }
}
