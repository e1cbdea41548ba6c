/**
 * What waits to be sent, in two lanes: essential events, and usage data. A batch holds events of one lane, so that
 * turning usage data off drops whole batches and never has to take an essential one apart: whether the service
 * already has a batch that was not acknowledged can't be known, and the same events under another id would be stored twice.
 * Order is kept within a lane.
 */
export type Sort = 'essential' | 'usage';

/** A recorded event. */
export interface Entry {
  readonly event: string;
  /** The names of its fields. */
  readonly fields: readonly string[];
  /** The event as it goes over the wire. Made once, so that a repetition has the same bytes. */
  readonly json: string;
  /** Length of `json` in UTF-8. */
  readonly bytes: number;
  readonly generation: number;
  readonly sort: Sort;
  /** Monotonic milliseconds. */
  readonly since: number;
}

/** Events that were put under one id. Its id, its events and its text never change. */
export interface Batch {
  readonly id: string;
  readonly generation: number;
  readonly sort: Sort;
  readonly entries: readonly Entry[];
  /** It is a half of a batch that the service would not read. */
  readonly half?: true;
}

/** Bounds of what waits. */
export interface Limits {
  readonly events: number;
  readonly bytes: number;
  /** Milliseconds. */
  readonly ageMs: number;
}

/** Events lost, by why. */
export interface Dropped {
  /** A newer directive no longer allows them, or they were recorded before it. */
  withdrawn: number;
  /** More waited than the limits allow. */
  overflow: number;
  /** They waited too long. */
  aged: number;
  /** The service knows another batch by this id. */
  conflict: number;
  /** The service could not read them. */
  rejected: number;
  /** The service ended. */
  ended: number;
}

/** A batch holds no more than the service reads. */
const BATCH_EVENTS = 200;
const BATCH_BYTES = 256 * 1024;
/** Room for what stands around the events of a batch. */
const ENVELOPE = 128;
/** The largest event that fits a batch, in bytes. */
export const LARGEST_EVENT = BATCH_BYTES - ENVELOPE;

interface Lane {
  /** Put under an id, not yet acknowledged; the first goes next. */
  batches: Batch[];
  waiting: Entry[];
}

export class Queue {
  readonly dropped: Dropped = { withdrawn: 0, overflow: 0, aged: 0, conflict: 0, rejected: 0, ended: 0 };
  readonly #limits: Limits;
  readonly #lanes: Record<Sort, Lane> = {
    essential: { batches: [], waiting: [] },
    usage: { batches: [], waiting: [] },
  };
  readonly #batchEvents: number;
  readonly #batchBytes: number;
  #events = 0;
  #bytes = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
    this.#batchEvents = Math.max(1, Math.min(BATCH_EVENTS, Math.floor(limits.events / 2)));
    this.#batchBytes = Math.min(LARGEST_EVENT, Math.floor(limits.bytes / 2));
  }

  get events(): number {
    return this.#events;
  }

  get batches(): readonly Batch[] {
    return [...this.#lanes.essential.batches, ...this.#lanes.usage.batches];
  }

  get waiting(): readonly Entry[] {
    return [...this.#lanes.essential.waiting, ...this.#lanes.usage.waiting];
  }

  /** Whether enough waits to fill a batch. */
  isFull(sort: Sort): boolean {
    const { waiting } = this.#lanes[sort];
    const fitting = this.#fitting(waiting);
    return fitting === this.#batchEvents || fitting < waiting.length;
  }

  /** Whether anything of this lane waits. */
  has(sort: Sort): boolean {
    const { batches, waiting } = this.#lanes[sort];
    return batches.length + waiting.length > 0;
  }

  holds(batch: Batch): boolean {
    return this.#lanes[batch.sort].batches.includes(batch);
  }

  add(entry: Entry): void {
    this.#lanes[entry.sort].waiting.push(entry);
    this.#count(entry, 1);
    this.#keepWithin();
  }

  /** Puts back what was kept from an earlier life, before what came since. */
  restore(batches: readonly Batch[], waiting: readonly Entry[]): void {
    for (const sort of ['essential', 'usage'] as const) {
      const lane = this.#lanes[sort];
      lane.batches = [...batches.filter((one) => one.sort === sort), ...lane.batches];
      lane.waiting = [...waiting.filter((one) => one.sort === sort), ...lane.waiting];
    }
    for (const entry of [...batches.flatMap((one) => one.entries), ...waiting]) this.#count(entry, 1);
    this.#keepWithin();
  }

  /**
   * The batch of a lane that goes next: one that was not acknowledged, or else a new one of what waits, if any of it
   * was recorded by `until` (monotonic). A new batch takes at most half of the limits, so that there is always something
   * to drop that is not under way.
   */
  next(sort: Sort, until: number, make: () => { id: string; generation: number }): Batch | undefined {
    const lane = this.#lanes[sort];
    const [first] = lane.batches;
    if (first !== undefined) return first;
    const [oldest] = lane.waiting;
    if (oldest === undefined || oldest.since > until) return undefined;
    const batch = { ...make(), sort, entries: lane.waiting.splice(0, this.#fitting(lane.waiting)) };
    lane.batches.push(batch);
    return batch;
  }

  /** Lets go of a batch, acknowledged or, with a reason, lost. */
  settle(batch: Batch, lost?: keyof Dropped): void {
    const lane = this.#lanes[batch.sort];
    lane.batches = lane.batches.filter((one) => one !== batch);
    for (const entry of batch.entries) this.#count(entry, -1);
    if (lost !== undefined) this.dropped[lost] += batch.entries.length;
  }

  /** Puts two halves, under new ids, in the place of a batch that the service would not read. */
  halve(batch: Batch, newId: () => string): void {
    const middle = Math.ceil(batch.entries.length / 2);
    const halves = [batch.entries.slice(0, middle), batch.entries.slice(middle)].map(
      (entries): Batch => ({ ...batch, id: newId(), entries, half: true }),
    );
    const lane = this.#lanes[batch.sort];
    lane.batches = lane.batches.flatMap((one) => (one === batch ? halves : [one]));
  }

  /**
   * Drops every event that is not to be sent any more; says whether there was one. What else was in its batch goes
   * back to the head of the lane, to be sent under another id.
   */
  withdraw(isKept: (entry: Entry) => boolean): boolean {
    const before = this.dropped.withdrawn;
    const keep = (entry: Entry) => {
      if (isKept(entry)) return true;
      this.#lose(entry, 'withdrawn');
      return false;
    };
    for (const lane of Object.values(this.#lanes)) {
      const taken = lane.batches.filter((batch) => !batch.entries.every(isKept));
      lane.batches = lane.batches.filter((batch) => !taken.includes(batch));
      lane.waiting = [...taken.flatMap((batch) => batch.entries), ...lane.waiting].filter(keep);
    }
    return this.dropped.withdrawn > before;
  }

  /** Drops what was recorded before this moment (monotonic). A batch goes when the last of it is as old. */
  age(now: number): void {
    const oldest = now - this.#limits.ageMs;
    for (const lane of Object.values(this.#lanes)) {
      for (const batch of lane.batches) if (batch.entries.at(-1)!.since < oldest) this.settle(batch, 'aged');
      while (lane.waiting.length > 0 && lane.waiting[0]!.since < oldest) this.#lose(lane.waiting.shift()!, 'aged');
    }
  }

  /** Drops everything. */
  clear(): void {
    this.dropped.ended += this.#events;
    this.#events = this.#bytes = 0;
    for (const lane of Object.values(this.#lanes)) lane.batches = lane.waiting = [];
  }

  /** How many of the first events fit one batch; at least one, where there is one. */
  #fitting(waiting: readonly Entry[]): number {
    let count = 0;
    let bytes = 0;
    for (const entry of waiting) {
      bytes += entry.bytes + 1;
      if (count === this.#batchEvents || (count > 0 && bytes > this.#batchBytes)) break;
      count++;
    }
    return count;
  }

  /** Usage data goes before essential events, and the oldest goes first; of essential batches under way, none. */
  #keepWithin(): void {
    const { essential, usage } = this.#lanes;
    while (this.#events > this.#limits.events || this.#bytes > this.#limits.bytes) {
      if (usage.waiting.length > 0) this.#lose(usage.waiting.shift()!, 'overflow');
      else if (usage.batches.length > 0) this.settle(usage.batches[0]!, 'overflow');
      else if (essential.waiting.length > 0) this.#lose(essential.waiting.shift()!, 'overflow');
      else if (essential.batches.length > 0) this.settle(essential.batches[0]!, 'overflow');
      else return;
    }
  }

  #lose(entry: Entry, why: keyof Dropped): void {
    this.#count(entry, -1);
    this.dropped[why]++;
  }

  #count(entry: Entry, sign: 1 | -1): void {
    this.#events += sign;
    this.#bytes += sign * entry.bytes;
  }
}
