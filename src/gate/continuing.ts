/**
 * Continued use: whoever goes on using their products once a version has taken effect that they were told of, accepts it. It is
 * recorded once a person and version, and authorises nobody: choices stay as they are. Looking at one's data, or having
 * oneself erased, is no use.
 */
import { LRUCache } from 'lru-cache';
import type { Vault } from '../vault/vault.ts';

export interface Continuing {
  /** Notes that somebody's product was served under a version. */
  note(person: string, version: { readonly hash: string; readonly dated: string }): Promise<void>;
}

const MOST = 50_000;

export function createContinuing(vault: Pick<Vault, 'continueUse'>): Continuing {
  const noted = new LRUCache<string, true>({ max: MOST });
  return {
    async note(person, { hash, dated }) {
      const key = `${person} ${hash}`;
      if (noted.has(key)) return;
      noted.set(key, true);
      try {
        // Who was not told yet is looked at again.
        const came = await vault.continueUse(person, { hash, dated });
        if (came === 'untold') noted.delete(key);
      } catch {
        // What was collected is stored. The next batch notes it.
        noted.delete(key);
      }
    },
  };
}
