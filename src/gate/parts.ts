import type { Compiled } from '../decide/compile.ts';
import type { Vault } from '../vault/vault.ts';
import type { Glass } from './glass.ts';
import type { Secrets } from './hash-secrets.ts';
import type { createSeeing } from './see-batch.ts';
import type { Sift } from './sift.ts';
import type { Standings } from './standings.ts';

/** What the gate's verbs work with. */
export interface GateParts {
  readonly vault: Vault;
  readonly compiled: Compiled;
  /** Of the statement's canonical text: names the version that everything is decided by. */
  readonly hash: string;
  readonly sift: Sift;
  readonly secrets: Secrets;
  readonly standings: Standings;
  readonly glass: Glass;
  /** A batch for the glass. */
  readonly see: ReturnType<typeof createSeeing>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * How often an act is decided anew because the subject's standing moved meanwhile. A person changes a choice
 * now and then; who changes them faster than we can write is asked to try again.
 */
export const MOST_ATTEMPTS = 20;
