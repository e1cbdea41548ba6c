/** The version in force, followed while it changes: whoever puts another in force, every process goes over to it. */
import { LRUCache } from 'lru-cache';
import { type Compiled, compile } from '../decide/compile.ts';
import { Fault } from '../vault/fault.ts';
import type { Notices } from '../vault/notices.ts';
import type { PublishedStatement } from '../vault/publish.ts';
import type { Vault } from '../vault/vault.ts';
import { statementIn, type Version, type Versions, versionOf } from './version.ts';

export interface InForce {
  readonly now: Version;
  /** When the version that was announced takes effect, in epoch milliseconds. */
  readonly nextAt: number;
  /** Any version that was ever in force, by its hash. @throws Fault `storage-damaged` */
  compiledOf(hash: string): Promise<Compiled>;
  /** Reads from the primary which it is, and goes over to it. */
  refresh(): Promise<void>;
  /** Calls back after another has come into force; returns the way to stop. */
  onChange(changed: () => void): () => void;
}

/** Versions that were in force before and are kept ready: data lives longer than they do. */
const MOST_EARLIER = 20;

/** Begins with the version in force, by its hash. */
export async function followInForce(
  vault: Vault,
  notices: Pick<Notices, 'onStatement'>,
  hash: string,
): Promise<InForce> {
  let now = await read(vault, hash);
  let nextAt = await nextIn(vault);
  const listeners = new Set<() => void>();

  async function refresh(): Promise<void> {
    nextAt = await nextIn(vault);
    const hash = await vault.hashInForce();
    const { n } = await vault.stops.read();
    if (hash === undefined || (hash === now.hash && n === now.stops)) return;
    const next = await read(vault, hash);
    // Versions do not come back: of two that were read at once, the later is the one that still stands.
    if (next.hash !== (await vault.hashInForce())) return refresh();
    // Nor do stops: their number only rises.
    if (next.stops < now.stops) return;
    now = next;
    for (const changed of [...listeners]) changed();
  }
  // What fails now is found out by the next act.
  notices.onStatement(() => void refresh().catch(() => {}));

  const earlier = new LRUCache<string, Compiled>({ max: MOST_EARLIER });
  async function compiledOf(hash: string): Promise<Compiled> {
    if (hash === now.hash) return now.compiled;
    const compiled = earlier.get(hash) ?? compile(statementIn(await stored(vault, hash)));
    earlier.set(hash, compiled);
    return compiled;
  }

  return {
    compiledOf,
    get now() {
      return now;
    },
    get nextAt() {
      return nextAt;
    },
    refresh,
    onChange(changed) {
      const one = () => changed();
      listeners.add(one);
      return () => void listeners.delete(one);
    },
  };
}

/** What is decided by is what is stored, in every process and whatever statement it was started with. */
async function read(vault: Vault, hash: string): Promise<Version> {
  const isAnnounced = (await vault.proposals.of(hash))?.ended === 'in force';
  const { n: stops, all } = await vault.stops.read();
  const stopped = new Set(all.map(({ data }) => data));
  return versionOf(await versionsUntil(vault, hash), { hash, isAnnounced, stops, stopped, vault });
}

async function versionsUntil(vault: Pick<Vault, 'publishedUntil'>, hash: string): Promise<Versions> {
  const [first, ...later] = (await vault.publishedUntil(hash)).map(statementIn);
  if (first === undefined) throw notStored(hash);
  return [first, ...later];
}

/**
 * Every version that was in force on some data, oldest first, the one in force last: for who works beside the service.
 *
 * @throws Fault `data-folder-foreign` if no service ran there yet
 */
export async function versionsHere(vault: Pick<Vault, 'hashInForce' | 'publishedUntil'>): Promise<Versions> {
  const hash = await vault.hashInForce();
  if (hash !== undefined) return versionsUntil(vault, hash);
  throw new Fault('data-folder-foreign', 'no statement is in force here yet', 'start the service first: `sotto start`');
}

async function stored(vault: Vault, hash: string): Promise<PublishedStatement> {
  const found = await vault.readPublished(hash);
  if (found !== undefined) return found;
  throw notStored(hash);
}

const notStored = (hash: string) =>
  new Fault('storage-damaged', `statement ${hash} was in force and is not stored`, 'bring a backup back');

async function nextIn({ proposals }: Vault): Promise<number> {
  const next = await proposals.open();
  return next === undefined || next.announcedAt === null ? Number.POSITIVE_INFINITY : next.takesEffect;
}
