import { unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

/** An export that a person asked for: that there is one, and how far it is. What is in it is nowhere but in the vault. */
export interface ExportRow {
  readonly id: string;
  /** Epoch milliseconds. */
  readonly madeAt: number;
  readonly endsAt: number;
  /** Events to take along, when it was asked for. */
  readonly items: number;
  /** Events that the last fetching has come to. */
  readonly written: number;
  /** When it was last fetched to its end. */
  readonly fetchedAt: number | undefined;
}

export interface Exports {
  /** Makes an export, and its leaf; `gone` if the subject is. */
  readonly make: (subject: string, id: string, endsAt: number) => Promise<ExportRow | 'gone'>;
  readonly find: (subject: string, id: string) => Promise<ExportRow | undefined>;
  /** Notes how far a fetching has come. */
  readonly note: (subject: string, id: string, written: number, isDone: boolean) => Promise<void>;
}

interface Row {
  id: string;
  made_at: Date;
  ends_at: Date;
  items: string;
  written: string;
  fetched_at: Date | null;
}

export function openExports({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Exports {
  return {
    async make(subject, id, endsAt) {
      const madeAt = clock();
      const keys = await keyring.mint(subject, [LEDGER_KEY]);
      if (keys === 'destroyed') return 'gone';
      if (keys[0] === undefined) throw unknownSubject();
      const leaf = sealLeaf(keys[0], subject, { kind: 'exported', detail: { clause: 'requests.export' } }, madeAt);
      const [made] = await vault.query<{ n: string | null }>('select export_commit($1, $2, $3, $4, $5, $6) as n', [
        subject,
        id,
        new Date(madeAt),
        new Date(endsAt),
        leaf.body,
        leaf.sealed,
      ]);
      if (made === undefined || made.n === null) return 'gone';
      return { id, madeAt, endsAt, items: Number(made.n), written: 0, fetchedAt: undefined };
    },
    async find(subject, id) {
      const [row] = await vault.query<Row>('select * from exports where subject = $1 and id = $2', [subject, id]);
      return (
        row && {
          id: row.id,
          madeAt: row.made_at.getTime(),
          endsAt: row.ends_at.getTime(),
          items: Number(row.items),
          written: Number(row.written),
          fetchedAt: row.fetched_at?.getTime(),
        }
      );
    },
    async note(subject, id, written, isDone) {
      await vault.query(
        'update exports set written = $3, fetched_at = case when $4 then $5 else fetched_at end where subject = $1 and id = $2',
        [subject, id, written, isDone, new Date(clock())],
      );
    },
  };
}
