/** Keys at rest and in use: the epoch's key wraps a subject's, which wraps one for each category and month of expiry. */
import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database } from './database.ts';
import { DELETION, type DeletionRow, deletionIn, type SubjectDeletion } from './deletions.ts';
import type { EpochKey, EpochKeys } from './epoch-keys.ts';
import { Fault } from './fault.ts';
import { epochKeyMissing } from './rotate.ts';
import { KEY_BYTES, type Key, keyFrom, seal, unseal } from './seal.ts';

/** Which key of a subject: one for each category and month in which data ends, `''` where the end is open. */
export interface KeyName {
  readonly category: string;
  readonly month: string;
}

export interface Keyring {
  /** Makes a subject's key if it has none. `destroyed` if it had one: it gets no other. */
  mintSubject(subject: string): Promise<'minted' | 'destroyed'>;
  /**
   * The keys of these names in their order, made where missing, and durable. `destroyed` if the subject's are.
   *
   * @throws Fault `subject-unknown` if it never had a key
   */
  mint(subject: string, names: readonly KeyName[]): Promise<Key[] | 'destroyed'>;
  /** The keys of these names in their order; `undefined` for one that was destroyed or never made. */
  find(subject: string, names: readonly KeyName[]): Promise<(Key | undefined)[]>;
  /** A key about no one subject, made when missing. */
  systemKey(name: string): Promise<Key>;
  /** The names of the keys about no one subject that begin so. */
  systemKeyNames(prefix: string): Promise<string[]>;
  /** The epoch that new keys are wrapped in. */
  epoch(): Promise<number>;
  /** Those among some subjects that it has never heard of. */
  unknownAmong(subjects: readonly string[]): Promise<string[]>;
  /** Every subject whose keys were destroyed. */
  destroyedSubjects(): Promise<string[]>;
  /** Notes what somebody deleted in part, so that no older vault brings it back. */
  noteDeletion(deletion: SubjectDeletion): Promise<void>;
  markDeletion(subject: string, id: string, state: SubjectDeletion['state']): Promise<void>;
  deletions(): Promise<SubjectDeletion[]>;
  /** Forgets those of which nothing can be left on a day. */
  forgetDeletions(through: string): Promise<void>;
  /** Destroys the keys of the months before one, `YYYY-MM`, save those of what is held: a category of a subject, or all of it. */
  destroyMonths(
    before: string,
    held: readonly { readonly subject: string; readonly category: string | null }[],
  ): Promise<void>;
  /** Destroys the keys of some categories of a subject, and what it is found by in them. */
  destroyCategories(subject: string, categories: readonly string[]): Promise<void>;
  /** Destroys every key and blind index of a subject for good. May be repeated; what was done stays done. */
  destroySubject(subject: string, now: number): Promise<void>;
}

interface KeyRow {
  epoch: number;
  subject_wrapped: Buffer | null;
  category: string | null;
  month: string | null;
  wrapped: Buffer | null;
}

/** How many keys are held in memory, and how long. A key destroyed by another process is forgotten within that time. */
export const CACHE = { max: 10_000, ttl: 60_000 };

export interface KeyringOptions {
  /** What the cache's time is read from, milliseconds. */
  readonly perf?: { now(): number };
}

export function openKeyring(database: Database, epochKeys: EpochKeys, { perf }: KeyringOptions = {}): Keyring {
  const cache = new LRUCache<string, Key>({ ...CACHE, ...(perf && { perf, ttlResolution: 0 }) });
  const systemCache = new LRUCache<string, Key>(CACHE);
  const cacheName = (subject: string, { category, month }: KeyName) => `${subject}/${month}/${category}`;

  async function epochKey(id: number): Promise<Key> {
    const epoch = await epochKeys.get(id);
    if (epoch) return epoch.key;
    throw epochKeyMissing(id);
  }

  /** Reads what is wrapped, and again where the epoch was renewed between reading it and asking for the epoch's key. */
  async function acrossEpochs<T>(open: () => Promise<T>): Promise<T> {
    try {
      return await open();
    } catch (error) {
      if (!(error instanceof Fault) || error.code !== 'epoch-key-missing') throw error;
      return open();
    }
  }

  /** Puts the wanted keys that exist into the cache, and returns the subject's own. */
  const load = (subject: string, names: readonly KeyName[]) => acrossEpochs(() => loadOnce(subject, names));

  async function loadOnce(subject: string, names: readonly KeyName[]): Promise<Key | 'destroyed'> {
    const rows = await database.query<KeyRow>(
      `select s.epoch, s.wrapped as subject_wrapped, c.category, c.month, c.wrapped
        from subject_keys s left join category_keys c on c.subject = s.subject
          and (c.category, c.month) in (select * from unnest($2::text[], $3::text[]))
        where s.subject = $1`,
      [subject, names.map((name) => name.category), names.map((name) => name.month)],
      'keys',
    );
    const [first] = rows;
    if (!first) throw unknownSubject();
    if (first.subject_wrapped === null) return 'destroyed';
    const bound = ['subject-key', subject, first.epoch];
    const subjectKey = keyFrom(unseal(await epochKey(first.epoch), bound, first.subject_wrapped));
    for (const { category, month, wrapped } of rows) {
      if (category === null || month === null || wrapped === null) continue;
      const key = unseal(subjectKey, ['category-key', subject, category, month], wrapped);
      cache.set(cacheName(subject, { category, month }), keyFrom(key));
    }
    return subjectKey;
  }

  /**
   * Inserts a key wrapped in the epoch in force, under a lock that a renewal waits for: or the key could be wrapped in one
   * that is just being destroyed.
   */
  async function insertInEpoch(wrap: (epoch: EpochKey) => Buffer, insert: string, name: string): Promise<void> {
    for (;;) {
      const epoch = await epochKeys.current();
      const [row] = await database.query<{ fits: boolean }>(
        `with in_force as (select epoch from epoch_in_force where epoch <= $2 for share), made as (${insert})
          select exists (select from in_force) as fits`,
        [name, epoch.id, wrap(epoch)],
      );
      if (row?.fits) return;
      if ((await epochKeys.current()).id === epoch.id) throw epochKeyMissing(epoch.id + 1);
    }
  }

  async function lookUp(subject: string, names: readonly KeyName[], mints: boolean) {
    const cached = () => names.map((name) => cache.get(cacheName(subject, name)));
    let keys = cached();
    if (!keys.includes(undefined)) return keys;
    const subjectKey = await load(subject, names);
    if (subjectKey === 'destroyed') return 'destroyed';
    keys = cached();
    if (!mints || !keys.includes(undefined)) return keys;
    const missing = names.filter((_, k) => keys[k] === undefined);
    const wrapped = missing.map(({ category, month }) =>
      seal(subjectKey, ['category-key', subject, category, month], randomBytes(KEY_BYTES)),
    );
    // The lock keeps a destruction from slipping in between. Where another process was faster, its key is the key.
    await database.query(
      `with living as (select subject from subject_keys where subject = $1 and destroyed_at is null for share)
        insert into category_keys (subject, category, month, wrapped)
          select living.subject, k.* from living, unnest($2::text[], $3::text[], $4::bytea[]) k
          on conflict do nothing`,
      [subject, missing.map((name) => name.category), missing.map((name) => name.month), wrapped],
      'mint',
    );
    return (await load(subject, names)) === 'destroyed' ? 'destroyed' : cached();
  }

  return {
    async mintSubject(subject) {
      await insertInEpoch(
        ({ id, key }) => seal(key, ['subject-key', subject, id], randomBytes(KEY_BYTES)),
        'insert into subject_keys (subject, epoch, wrapped) select $1, $2, $3 from in_force on conflict do nothing',
        subject,
      );
      return (await load(subject, [])) === 'destroyed' ? 'destroyed' : 'minted';
    },

    async mint(subject, names) {
      const keys = await lookUp(subject, names, true);
      if (keys === 'destroyed') return keys;
      return keys.map((key) => {
        if (!key) throw new Fault('storage-failed', 'a key was made and is not there', 'please report it');
        return key;
      });
    },

    async find(subject, names) {
      const keys = await lookUp(subject, names, false);
      return keys === 'destroyed' ? names.map(() => undefined) : keys;
    },

    async systemKey(name) {
      const cached = systemCache.get(name);
      if (cached) return cached;
      const read = async () => {
        const [row] = await database.query<{ epoch: number; wrapped: Buffer }>(
          'select epoch, wrapped from system_keys where name = $1',
          [name],
        );
        return row && keyFrom(unseal(await epochKey(row.epoch), ['system-key', name, row.epoch], row.wrapped));
      };
      let key = await acrossEpochs(read);
      if (key === undefined) {
        await insertInEpoch(
          ({ id, key }) => seal(key, ['system-key', name, id], randomBytes(KEY_BYTES)),
          'insert into system_keys (name, epoch, wrapped) select $1, $2, $3 from in_force on conflict do nothing',
          name,
        );
        key = (await acrossEpochs(read))!;
      }
      systemCache.set(name, key);
      return key;
    },

    async systemKeyNames(prefix) {
      const rows = await database.query<{ name: string }>(
        'select name from system_keys where starts_with(name, $1) order by name',
        [prefix],
      );
      return rows.map(({ name }) => name);
    },

    async epoch() {
      const [row] = await database.query<{ epoch: number }>('select epoch from epoch_in_force');
      return row!.epoch;
    },

    async unknownAmong(subjects) {
      const rows = await database.query<{ id: string }>(
        'select id from unnest($1::uuid[]) id where not exists (select from subject_keys where subject = id)',
        [subjects],
      );
      return rows.map(({ id }) => id);
    },

    async destroyedSubjects() {
      const rows = await database.query<{ subject: string }>(
        'select subject from subject_keys where destroyed_at is not null',
      );
      return rows.map(({ subject }) => subject);
    },

    async noteDeletion({ subject, id, madeAt, until, state, scope, forgetOn }) {
      await database.query(
        `insert into deletions (subject, id, made_at, until, state, scope, forget_on)
          select subject, $2, $3, $4, $5, $6, $7 from subject_keys where subject = $1 and destroyed_at is null for share
          on conflict (subject, id) do update
            set state = excluded.state, scope = excluded.scope, forget_on = excluded.forget_on`,
        [subject, id, new Date(madeAt), new Date(until), state, JSON.stringify(scope), forgetOn ?? null],
      );
    },

    async markDeletion(subject, id, state) {
      await database.query('update deletions set state = $3 where subject = $1 and id = $2', [subject, id, state]);
    },

    async deletions() {
      const rows = await database.query<DeletionRow>(`select ${DELETION} from deletions`);
      return rows.map(deletionIn);
    },

    async forgetDeletions(through) {
      await database.query(`delete from deletions where forget_on <= $1 and state not in ('pending', 'rolling')`, [
        through,
      ]);
    },

    async destroyMonths(before, held) {
      await database.query(
        `delete from category_keys k where month <> '' and month < $1 and not exists (
          select from unnest($2::uuid[], $3::text[]) h (subject, category)
            where h.subject = k.subject and (h.category is null or h.category = k.category))`,
        [before, held.map(({ subject }) => subject), held.map(({ category }) => category)],
      );
      for (const name of cache.keys()) {
        const [, month = ''] = name.split('/');
        if (month !== '' && month < before) cache.delete(name);
      }
    },

    async destroyCategories(subject, categories) {
      await database.query(
        `with keys as (delete from category_keys where subject = $1 and category = any ($2))
          delete from blind where subject = $1 and split_part(field, '.', 1) = any ($2)`,
        [subject, categories],
      );
      for (const name of cache.keys()) if (name.startsWith(`${subject}/`)) cache.delete(name);
    },

    async destroySubject(subject, now) {
      await database.query(
        `insert into subject_keys (subject, epoch, destroyed_at) values ($1, 0, $2)
          on conflict (subject) do update set wrapped = null, destroyed_at = excluded.destroyed_at
            where subject_keys.destroyed_at is null`,
        [subject, new Date(now)],
      );
      // Only now: nothing can be minted or claimed any more that this would miss.
      await database.query(
        `with keys as (delete from category_keys where subject = $1), deletions as (delete from deletions where subject = $1)
          delete from blind where subject = $1`,
        [subject],
      );
      for (const name of cache.keys()) if (name.startsWith(`${subject}/`)) cache.delete(name);
    },
  };
}

export const unknownSubject = () =>
  new Fault('subject-unknown', 'there is no such subject', 'make it with `createSubject` first');
