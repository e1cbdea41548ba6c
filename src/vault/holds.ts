/** Legal holds: what somebody must not lose in a dispute or a proceeding stays past its end, and is opened for nothing else. */
import { randomUUID } from 'node:crypto';
import type { Parts } from './parts.ts';
import { seal, unseal } from './seal.ts';
import { LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

export interface NewHold {
  readonly subject: string;
  /** All when left out. */
  readonly categories?: readonly string[] | undefined;
  /** For the person to read too. */
  readonly reason: string;
  /** Epoch milliseconds. */
  readonly endsAt: number;
  /** Who decided: staff in a role. Never a name. */
  readonly by: string;
}

export interface Hold extends NewHold {
  readonly id: string;
  readonly madeAt: number;
  readonly liftedAt?: number;
}

export interface Holds {
  /** Puts a hold on a subject, with a leaf for it to read; `gone` if it has been erased. */
  readonly add: (hold: NewHold) => Promise<Hold | 'gone'>;
  /** Ends a hold before its time; whether there was one in force. */
  readonly lift: (id: string, by: string) => Promise<boolean>;
  /** Every hold there was on some subjects, or on anybody, the newest first. */
  readonly list: (subjects?: readonly string[]) => Promise<Hold[]>;
}

interface Row {
  id: string;
  subject: string;
  categories: string[] | null;
  made_at: Date;
  ends_at: Date;
  lifted_at: Date | null;
  sealed: Buffer;
}

export function openHolds({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Holds {
  const bound = (subject: string, id: string) => ['hold', subject, id];

  return {
    async add({ subject, categories, reason, endsAt, by }) {
      const [id, madeAt] = [randomUUID(), clock()];
      const keys = await keyring.mint(subject, [LEDGER_KEY]);
      if (keys === 'destroyed') return 'gone';
      const sealed = seal(keys[0]!, bound(subject, id), Buffer.from(JSON.stringify({ reason, by })));
      const detail = { hold: id, categories: categories ?? null, reason, until: new Date(endsAt).toISOString(), by };
      const leaf = sealLeaf(keys[0]!, subject, { kind: 'hold-added', detail }, madeAt);
      const [row] = await vault.query<{ held: boolean }>('select hold_commit($1, $2, $3, $4, $5, $6, $7, $8) as held', [
        subject,
        id,
        categories ?? null,
        new Date(madeAt),
        new Date(endsAt),
        sealed,
        leaf.body,
        leaf.sealed,
      ]);
      return row!.held ? { id, subject, categories, reason, endsAt, by, madeAt } : 'gone';
    },

    async lift(id, by) {
      const [held] = await vault.query<{ subject: string }>('select subject from holds where id = $1', [id]);
      if (held === undefined) return false;
      const keys = await keyring.mint(held.subject, [LEDGER_KEY]);
      if (keys === 'destroyed') return false;
      const leaf = sealLeaf(keys[0]!, held.subject, { kind: 'hold-lifted', detail: { hold: id, by } }, clock());
      const [row] = await vault.query<{ lifted: boolean }>('select lift_commit($1, $2, $3, $4, $5) as lifted', [
        held.subject,
        id,
        new Date(clock()),
        leaf.body,
        leaf.sealed,
      ]);
      return row!.lifted;
    },

    async list(subjects) {
      const rows = await vault.query<Row>(
        `select h.* from holds h join subjects s on s.id = h.subject and s.tombstone is null
          where $1::uuid[] is null or h.subject = any ($1) order by h.made_at desc, h.id`,
        [subjects ?? null],
      );
      const holds: Hold[] = [];
      for (const { id, subject, categories, made_at, ends_at, lifted_at, sealed } of rows) {
        const [key] = await keyring.find(subject, [LEDGER_KEY]);
        if (!key) continue;
        // Sound: `add` alone seals with this binding.
        const { reason, by } = JSON.parse(unseal(key, bound(subject, id), sealed).toString()) as NewHold;
        holds.push({
          id,
          subject,
          ...(categories !== null && { categories }),
          reason,
          by,
          madeAt: made_at.getTime(),
          endsAt: ends_at.getTime(),
          ...(lifted_at !== null && { liftedAt: lifted_at.getTime() }),
        });
      }
      return holds;
    },
  };
}
