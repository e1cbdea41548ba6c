import type { Collector } from './collector.ts';
import type { Database } from './database.ts';
import type { EpochKeys } from './epoch-keys.ts';
import type { ErasureStep } from './erase.ts';
import type { Keyring } from './keyring.ts';
import type { Months } from './months.ts';

/** What the verbs of the vault work with. */
export interface Parts {
  readonly vault: Database;
  readonly keyring: Keyring;
  readonly months: Months;
  /** Outside of both databases. */
  readonly epochKeys: EpochKeys;
  readonly collect: Collector;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Called after each step of an erasure: what it throws is as if the process had ended there. */
  readonly afterStep?: ((step: ErasureStep) => void) | undefined;
}
