/** A queue kept over restarts, for hosts that have a place for it. */
import type { Batch, Entry } from './queue.ts';

/** What is kept: plain data that survives `JSON.stringify`. */
export interface Saved {
  readonly version: 1;
  readonly batches: readonly Batch[];
  readonly waiting: readonly Entry[];
  /** Both clocks at the time of saving, in milliseconds: the monotonic one starts anew with the host. */
  readonly wall: number;
  readonly monotonic: number;
}

/** The host's place. It holds personal data: what is saved replaces what was saved before, and leaves nothing of it. */
export interface Store {
  load(): Saved | undefined | Promise<Saved | undefined>;
  save(saved: Saved): void | Promise<void>;
}

/** Saves what changed, one save at a time, the newest state last. A save that fails is made again later. */
export class Keeper {
  readonly #store: Store | undefined;
  readonly #take: () => Saved;
  readonly #later: (again: () => void) => void;
  #isStale = false;
  #saving: Promise<void> | undefined;

  constructor(store: Store | undefined, take: () => Saved, later: (again: () => void) => void) {
    this.#store = store;
    this.#take = take;
    this.#later = later;
  }

  /** The next `save` has something to do. */
  touch(): void {
    this.#isStale = true;
  }

  /** Ends when the newest state is saved, or could not be. */
  save(): Promise<void> {
    const store = this.#store;
    if (store === undefined || !this.#isStale) return this.#saving ?? Promise.resolve();
    this.#saving ??= this.#saveAll(store).finally(() => {
      this.#saving = undefined;
    });
    return this.#saving;
  }

  async #saveAll(store: Store): Promise<void> {
    while (this.#isStale) {
      this.#isStale = false;
      try {
        await store.save(this.#take());
      } catch {
        this.#isStale = true;
        return this.#later(() => void this.save());
      }
    }
  }
}
