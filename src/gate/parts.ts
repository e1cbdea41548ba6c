import type { Compiled } from '../decide/compile.ts';
import type { Vault } from '../vault/vault.ts';
import type { Continuing } from './continuing.ts';
import type { Glass } from './glass.ts';
import type { Standings } from './standings.ts';
import type { Version } from './version.ts';

/** What the gate's verbs work with: all of an act is decided by one version. */
export interface GateParts extends Version {
  readonly vault: Vault;
  readonly standings: Standings;
  readonly glass: Glass;
  /** Any version that was ever in force, by its hash. */
  readonly compiledOf: (hash: string) => Promise<Compiled>;
  readonly continuing: Continuing;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * How often an act is decided anew because the subject's standing, or the statement in force, moved meanwhile. A person
 * changes a choice now and then; who changes them faster than we can write is asked to try again.
 */
export const MOST_ATTEMPTS = 20;
