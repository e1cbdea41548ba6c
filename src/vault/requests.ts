/** Requests of people at rest: sealed events, and beside them what has to be found without opening anything. */
import type { Parts } from './parts.ts';
import { seal, unseal } from './seal.ts';
import { type Entry, LEDGER_KEY, sealLeaf } from './sealed-leaf.ts';

/** How a request stands, as far as it is not sealed. Moments are epoch milliseconds. */
export interface RequestRow {
  readonly subject: string;
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly receivedAt: number;
  readonly dueAt: number;
  readonly closedAt: number | undefined;
}

export interface StoredRequest extends RequestRow {
  readonly version: number;
  readonly about: string;
  /** What was asked, and its events, oldest first: JSON, as they were appended. */
  readonly asked: object;
  readonly events: readonly object[];
}

/** What is appended to a request that has `version` events; 0 makes it. */
export interface RequestStep extends RequestRow {
  readonly version: number;
  readonly about: string;
  readonly asked: object;
  /** When a program looks at it again; `undefined` for when staff have to. */
  readonly nextAt: number | undefined;
  readonly events: readonly object[];
  readonly leaves: readonly Entry[];
}

export interface LinkedTo {
  readonly subject: string;
  readonly request: string;
}

export interface RequestCount {
  readonly kind: string;
  readonly open: number;
  readonly overdue: number;
}

export type RequestStored = 'stored' | 'duplicate' | 'moved' | 'gone';
export type LinkOpens = 'request' | 'archive';

export interface Requests {
  /** All of it or nothing, in one transaction with its leaves. */
  append(step: RequestStep): Promise<RequestStored>;
  /** A request; of this subject where one is given. `undefined` too once its keys are destroyed. */
  read(id: string, subject?: string): Promise<StoredRequest | undefined>;
  /** Of a subject, newest first. */
  of(subject: string): Promise<readonly RequestRow[]>;
  /** The open one of a subject that asks for the same. */
  same(subject: string, kind: string, about: string): Promise<string | undefined>;
  /** Those that are open, what is due first at the top; with `all`, those that are closed after them. */
  list(all: boolean): Promise<readonly RequestRow[]>;
  /** Takes some that are due, for so many milliseconds. */
  claim(lasts: number): Promise<readonly { readonly subject: string; readonly id: string }[]>;
  /** How many are open, and late, by kind. Those that nobody has confirmed are not counted. */
  counts(): Promise<readonly RequestCount[]>;
  /** Forgets what was closed before an instant, and links that ended. */
  forget(closedBefore: number): Promise<void>;
  link(to: { subject: string; request: string; opens: LinkOpens; digest: Buffer; endsAt: number }): Promise<void>;
  /** Whose link it was; it is used up. */
  spend(digest: Buffer, opens: LinkOpens): Promise<LinkedTo | undefined>;
}

/** The key that seals them. No category of a statement has such a name. */
const REQUESTS_KEY = { category: ':requests', month: '' };
/** Requests that are worked on at once by one process. */
const MOST_CLAIMED = 100;

interface Row {
  subject: string;
  id: string;
  kind: string;
  status: string;
  version: number;
  received_at: Date;
  due_at: Date;
  closed_at: Date | null;
  about: string;
  sealed: Buffer;
}

const COLUMNS = 'subject, id, kind, status, version, received_at, due_at, closed_at, about, sealed';

export function openRequests({ vault, keyring, clock }: Pick<Parts, 'vault' | 'keyring' | 'clock'>): Requests {
  const rows = (where: string, values: readonly unknown[]) =>
    vault.query<Row>(`select ${COLUMNS} from requests where ${where}`, values);
  return {
    async append({ subject, id, kind, status, version, receivedAt, dueAt, closedAt, about, ...step }) {
      const keys = await keyring.mint(subject, [REQUESTS_KEY, LEDGER_KEY]);
      if (keys === 'destroyed') return 'gone';
      const [key, ledgerKey] = [keys[0]!, keys[1]!];
      const now = clock();
      const leaves = step.leaves.map((entry) => sealLeaf(ledgerKey, subject, entry, now));
      const [row] = await vault.query<{ stored: RequestStored }>(
        'select request_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as stored',
        [
          subject,
          id,
          kind,
          status,
          version,
          new Date(receivedAt),
          new Date(dueAt),
          step.nextAt === undefined ? null : new Date(step.nextAt),
          closedAt === undefined ? null : new Date(closedAt),
          about,
          sealed(key, id, 0, step.asked),
          step.events.map((event, k) => sealed(key, id, version + k + 1, event)),
          leaves.map(({ body }) => body),
          leaves.map((leaf) => leaf.sealed),
        ],
      );
      return row!.stored;
    },
    async read(id, subject) {
      const [row] = await rows('id = $1 and ($2::uuid is null or subject = $2)', [id, subject ?? null]);
      if (row === undefined) return undefined;
      const [key] = await keyring.find(row.subject, [REQUESTS_KEY]);
      if (key === undefined) return undefined;
      const events = await vault.query<{ n: number; sealed: Buffer }>(
        'select n, sealed from request_events where subject = $1 and request = $2 and n <= $3 order by n',
        [row.subject, id, row.version],
      );
      return {
        ...shown(row),
        version: row.version,
        about: row.about,
        asked: opened(key, id, 0, row.sealed),
        events: events.map((event) => opened(key, id, event.n, event.sealed)),
      };
    },
    of: async (subject) => (await rows('subject = $1 order by received_at desc, id', [subject])).map(shown),
    async same(subject, kind, about) {
      const [row] = await rows('subject = $1 and kind = $2 and about = $3 and closed_at is null', [
        subject,
        kind,
        about,
      ]);
      return row?.id;
    },
    async list(all) {
      const found = await rows('closed_at is null or $1 order by closed_at desc nulls first, due_at, id', [all]);
      return found.map(shown);
    },
    claim: (lasts) =>
      vault.query('select subject, id from claim_requests($1, $2, $3)', [
        new Date(clock()),
        new Date(clock() + lasts),
        MOST_CLAIMED,
      ]),
    counts: () =>
      vault.query(
        `select kind, count(*)::int as open, count(*) filter (where due_at <= $1)::int as overdue
          from requests where closed_at is null and status <> 'checking' group by kind order by kind`,
        [new Date(clock())],
      ),
    async forget(closedBefore) {
      await vault.query('delete from requests where closed_at < $1', [new Date(closedBefore)]);
      await vault.query('delete from request_links where ends_at < $1', [new Date(clock())]);
    },
    async link({ subject, request, opens, digest, endsAt }) {
      await vault.query(
        `with living as (select id from subjects where id = $1 and tombstone is null for share)
          insert into request_links (subject, request, opens, digest, ends_at) select id, $2, $3, $4, $5 from living`,
        [subject, request, opens, digest, new Date(endsAt)],
      );
    },
    async spend(digest, opens) {
      const [spent] = await vault.query<LinkedTo>(
        `update request_links set used_at = $3
          where digest = $1 and opens = $2 and used_at is null and ends_at > $3 returning subject, request`,
        [digest, opens, new Date(clock())],
      );
      return spent;
    },
  };
}

type Key = Parameters<typeof seal>[0];

/** What was asked stands at 0, the events from 1 on. */
const boundTo = (id: string, n: number) => ['request', id, n];
const sealed = (key: Key, id: string, n: number, value: object): Buffer =>
  seal(key, boundTo(id, n), Buffer.from(JSON.stringify(value)));
// Sound: nothing else is sealed with such a binding.
const opened = (key: Key, id: string, n: number, bytes: Buffer): object =>
  JSON.parse(unseal(key, boundTo(id, n), bytes).toString()) as object;

const shown = (row: Row): RequestRow => ({
  subject: row.subject,
  id: row.id,
  kind: row.kind,
  status: row.status,
  receivedAt: row.received_at.getTime(),
  dueAt: row.due_at.getTime(),
  closedAt: row.closed_at?.getTime(),
});
