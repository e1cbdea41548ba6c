import type { Database } from './database.ts';
import type { Parts } from './parts.ts';
import type { PublishedStatement } from './publish.ts';
import { type Entry, NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** A version of the statement that was proposed. Instants are epoch milliseconds. */
export interface Proposal extends PublishedStatement {
  /** SHA-256 of the text that was signed: names the proposal. */
  readonly proposal: string;
  /** The hash of the version that it takes the place of. */
  readonly inPlaceOf: string;
  readonly takesEffect: number;
  /** The text with the signatures under it. */
  readonly note: string;
  /** Sentences: what changes for people that has to be announced. */
  readonly changes: readonly string[];
}

export interface StandingProposal extends Proposal {
  /** `null` until it was approved. */
  readonly announcedAt: number | null;
  /** When the last who had an account at the announcement was told; `null` while some were not, or there is nobody. */
  readonly toldAt: number | null;
  /** How many of them were not told yet. */
  readonly untold: number;
  readonly ended: 'in force' | 'withdrawn' | null;
}

/** Somebody who is to be told. */
export interface Untold {
  readonly subject: string;
  readonly proposal: string;
}

export interface Proposals {
  readonly propose: (
    proposal: Proposal,
    leaf: Entry,
  ) => Promise<'proposed' | 'known' | 'moved' | 'open' | 'replaced' | 'older'>;
  /** Announces what was approved, with all its signatures; `false` if it was before, or has ended. */
  readonly announce: (proposal: string, note: string, leaf: Entry) => Promise<boolean>;
  /** Ends it before it takes effect; `false` if it has ended. */
  readonly withdraw: (proposal: string, leaf: Entry) => Promise<boolean>;
  /** Puts it in force, if it is due and everyone was told; `false` if not. */
  readonly takeEffect: (proposal: string, leaf: Entry) => Promise<boolean>;
  /** The one that has not ended. */
  readonly open: () => Promise<StandingProposal | undefined>;
  /** The latest of a statement's hash. */
  readonly of: (hash: string) => Promise<StandingProposal | undefined>;
  /** Some who were not told of an announced version yet. If nobody says that they were, they are due again after `patience` (ms). */
  readonly takeUntold: (patience: number, most: number) => Promise<Untold[]>;
  readonly told: (untold: Untold) => Promise<void>;
}

interface Row {
  proposal: string;
  hash: string;
  id: string;
  dated: string;
  canonical: string;
  written: string;
  wording: string | null;
  in_place_of: string;
  takes_effect: Date;
  note: string;
  changes: string[];
  announced_at: Date | null;
  ended: StandingProposal['ended'];
  told_at: Date | null;
  untold: number;
}

const SELECT = `select p.id as proposal, p.hash, p.statement_id as id, p.dated::text as dated, p.canonical, p.written, p.wording,
    p.in_place_of, p.takes_effect, p.note, p.changes, p.announced_at, p.ended, n.told_at, n.untold
  from proposals p cross join lateral (
    select max(told_at) as told_at, count(*) filter (where told_at is null)::int as untold
      from notices where proposal = p.id and not late) n`;

export function openProposals({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Proposals {
  async function run<R>(text: string, values: readonly unknown[], entry: Entry): Promise<R> {
    const leaf = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
    const at = [new Date(clock()), leaf.body, leaf.sealed];
    const places = [...values, ...at].map((_, k) => `$${k + 1}`).join(', ');
    const [row] = await vault.query<{ came: R }>(`select ${text}(${places}) as came`, [...values, ...at]);
    return row!.came;
  }

  async function one(where: string, values: readonly unknown[] = []): Promise<StandingProposal | undefined> {
    const [row] = await vault.query<Row>(`${SELECT} ${where}`, values);
    if (row === undefined) return undefined;
    const { in_place_of: inPlaceOf, takes_effect, announced_at, told_at, wording, ...rest } = row;
    return {
      ...rest,
      wording: wording ?? undefined,
      inPlaceOf,
      takesEffect: takes_effect.getTime(),
      announcedAt: announced_at?.getTime() ?? null,
      toldAt: row.untold > 0 ? null : (told_at?.getTime() ?? null),
    };
  }

  return {
    propose: (p, leaf) =>
      run(
        'propose_statement',
        [
          ...[p.proposal, p.hash, p.id, p.dated, p.canonical, p.written, p.wording ?? null, p.inPlaceOf],
          ...[new Date(p.takesEffect), p.note, JSON.stringify(p.changes)],
        ],
        leaf,
      ),
    announce: (proposal, note, leaf) => run('announce_statement', [proposal, note], leaf),
    withdraw: (proposal, leaf) => run('withdraw_statement', [proposal], leaf),
    takeEffect: (proposal, leaf) => run('take_effect', [proposal], leaf),
    open: () => one('where p.ended_at is null'),
    of: (hash) => one('where p.hash = $1 order by p.proposed_at desc limit 1', [hash]),
    async takeUntold(patience, most) {
      const now = new Date(clock());
      // Who has opened an account since is told too.
      await vault.query(
        `insert into notices (subject, proposal, late, due_at)
          select a.subject, p.id, true, $1 from proposals p
            join accounts a on true join subjects s on s.id = a.subject and s.tombstone is null
            where p.ended_at is null and p.announced_at is not null
              and not exists (select from notices n where n.subject = a.subject and n.proposal = p.id)
          on conflict do nothing`,
        [now],
      );
      return vault.query<Untold>(
        `update notices set due_at = $2 where (subject, proposal) in (
            select n.subject, n.proposal from notices n join proposals p on p.id = n.proposal
              where n.told_at is null and n.due_at <= $1 and p.ended_at is null
              order by n.due_at limit $3 for update of n skip locked)
          returning subject, proposal`,
        [now, new Date(now.getTime() + patience), most],
      );
    },
    async told({ subject, proposal }) {
      await vault.query('update notices set told_at = $3 where subject = $1 and proposal = $2 and told_at is null', [
        subject,
        proposal,
        new Date(clock()),
      ]);
    },
  };
}

/** A statement that was announced, whatever became of it, by its hash. */
export async function readAnnounced(vault: Database, hash: string): Promise<PublishedStatement | undefined> {
  const [row] = await vault.query<PublishedStatement & { wording: string | null }>(
    `select statement_id as id, dated::text as dated, hash, canonical, written, wording from proposals
      where hash = $1 and announced_at is not null order by announced_at desc limit 1`,
    [hash],
  );
  return row && { ...row, wording: row.wording ?? undefined };
}

export interface VersionTold {
  readonly hash: string;
  /** When they were told of it, in epoch milliseconds: by letter or in the product, whichever came first. */
  readonly toldAt: number | null;
}

/** Every version that was in force, oldest first, and when somebody was told of each. */
export async function versionsTold(vault: Database, subject: string): Promise<VersionTold[]> {
  const rows = await vault.query<{ hash: string; told_at: Date | null }>(
    `select s.hash, least(n.told_at, n.seen_at) as told_at from statements s
      left join proposals p on p.hash = s.hash and p.ended = 'in force'
      left join notices n on n.proposal = p.id and n.subject = $1
      order by s.n`,
    [subject],
  );
  return rows.map(({ hash, told_at }) => ({ hash, toldAt: told_at?.getTime() ?? null }));
}
