import type { Database } from './database.ts';
import { type ExpiryDay, monthOf } from './expiry.ts';

/** The months of expiry that have a partition. */
export interface Months {
  /** Makes the partitions that these days need, before anything is written to them. */
  ensure(days: readonly ExpiryDay[]): Promise<void>;
  /** Forgets what is known, after a partition was found missing. */
  forget(): void;
}

export function openMonths(vault: Database): Months {
  const known = new Set(['']);
  return {
    async ensure(days) {
      for (const day of days) {
        const month = monthOf(day);
        if (known.has(month)) continue;
        await vault.query('select add_segments_month($1)', [`${month}-01`]);
        known.add(month);
      }
    },
    forget() {
      known.clear();
      known.add('');
    },
  };
}
