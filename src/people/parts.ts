import type { Compiled } from '../decide/compile.ts';
import type { Gate } from '../gate/gate.ts';
import type { Statement } from '../statement/statement.ts';
import type { Database } from '../vault/database.ts';
import type { Ledger } from '../vault/ledger.ts';
import type { Notices } from '../vault/notices.ts';
import type { Vault } from '../vault/vault.ts';
import type { Attempts } from './attempts.ts';
import type { Mail } from './mail/mail.ts';

/**
 * Of the vault, what is needed to make a subject and to find one, what was recorded about them, what is held of them against a
 * deletion, how much that is, where exports are noted, and where a new address waits.
 * Everything else goes through the gate.
 */
export type RegistryPart =
  | 'createSubject'
  | 'subjectsOf'
  | 'readLife'
  | 'nameHash'
  | 'exports'
  | 'requests'
  | 'holds'
  | 'suppression'
  | 'addresses'
  | 'record'
  | 'proposals'
  | 'readLeaves'
  | 'countEvents'
  | 'readErasureLeaf';

export type Registry = Pick<Vault, RegistryPart> & {
  readonly blind: Pick<Vault['blind'], 'find' | 'release'>;
};

/** What the verbs of this room work with. */
export interface PeopleParts {
  readonly gate: Gate;
  /** The statement in force, and its hash: another may take its place while an act goes on. */
  readonly compiled: Compiled;
  readonly hash: string;
  /** The same with what it dropped of earlier ones: see `Gate`. */
  readonly heritage: Statement;
  /** A version of the statement that was ever in force here, by its hash. */
  readonly versionOf: (hash: string) => Promise<Statement | undefined>;
  readonly registry: Registry;
  readonly ledger: Pick<Ledger, 'receipts'>;
  readonly database: Database;
  readonly notices: Pick<Notices, 'onConfirmed'>;
  readonly attempts: Attempts;
  readonly mail: Mail;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Where people reach us, for links in mail: `https://account.example`. */
  readonly origin: () => string;
  /** Milliseconds that an answer takes at least whose length of time could tell something. */
  readonly evenly: number;
}
