/** What people who work here have stopped from being collected: it stands beside the statement in force. */
import type { Parts } from './parts.ts';
import { type Entry, NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

export interface Stop {
  /** A category, or one field of one: `activity`, `activity.track`. */
  readonly data: string;
  /** Epoch milliseconds. */
  readonly since: number;
}

export interface StopsRead {
  /** Raised with every change. */
  readonly n: number;
  readonly all: readonly Stop[];
}

export interface Stops {
  /** From the primary. */
  read(): Promise<StopsRead>;
  /**
   * Stops something or lets it go on; whether that is new. When it resolves, no commit that was decided before can be stored any
   * more.
   */
  set(data: string, state: 'stopped' | 'on', leaf: Entry): Promise<boolean>;
}

export function openStops({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Stops {
  return {
    async read() {
      const [row] = await vault.query<{ n: number; all: Stop[] }>(
        `select coalesce((select stops from in_force), 0) as n, coalesce((
          select jsonb_agg(jsonb_build_object('data', data, 'since', floor(extract(epoch from stopped_at) * 1000)::bigint)
            order by data) from stops), '[]') as all`,
      );
      return row!;
    },
    async set(data, state, entry) {
      const leaf = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
      const [row] = await vault.query<{ changed: boolean }>('select stop_commit($1, $2, $3, $4, $5) as changed', [
        ...[data, state === 'stopped', new Date(clock()), leaf.body, leaf.sealed],
      ]);
      return row!.changed;
    },
  };
}
