/** The version in force, followed while it changes: whoever puts another in force, every process goes over to it. */
import { Fault } from '../vault/fault.ts';
import type { Notices } from '../vault/notices.ts';
import type { Vault } from '../vault/vault.ts';
import { statementIn, type Version, versionOf } from './version.ts';

export interface InForce {
  readonly now: Version;
  /** When the version that was announced takes effect, in epoch milliseconds. */
  readonly nextAt: number;
  /** Reads from the primary which it is, and goes over to it. */
  refresh(): Promise<void>;
  /** Calls back after another has come into force; returns the way to stop. */
  onChange(changed: () => void): () => void;
}

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
    if (hash === undefined || hash === now.hash) return;
    const next = await read(vault, hash);
    // Versions do not come back: of two that were read at once, the later is the one that still stands.
    if (next.hash !== (await vault.hashInForce())) return refresh();
    now = next;
    for (const changed of [...listeners]) changed();
  }
  // What fails now is found out by the next act.
  notices.onStatement(() => void refresh().catch(() => {}));

  return {
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
  const stored = await vault.readPublished(hash);
  if (stored !== undefined) return versionOf(statementIn(stored), hash, vault);
  throw new Fault('storage-damaged', `statement ${hash} is in force and not stored`, 'bring a backup back');
}

async function nextIn({ proposals }: Vault): Promise<number> {
  const next = await proposals.open();
  return next === undefined || next.announcedAt === null ? Number.POSITIVE_INFINITY : next.takesEffect;
}
