/** Every way the engine can fail that a caller may want to tell apart. Stable: they are part of the API. */
export type FaultCode =
  | 'data-folder-in-use'
  | 'data-folder-foreign'
  | 'data-folder-unreachable'
  | 'disk-full'
  | 'postgres-missing'
  | 'postgres-failed'
  | 'postgres-version'
  | 'backup-failed'
  | 'backup-damaged'
  | 'backup-target-not-empty'
  /** The database can't be reached, or ended the connection. Whether the last commit happened is not known. */
  | 'storage-unavailable'
  /** The database refused a statement that ought to work. */
  | 'storage-failed'
  /** What is stored does not open: altered, moved, or of another vault. */
  | 'storage-damaged'
  /** Written by a newer version. */
  | 'storage-newer'
  /** The file with the key of somebody who approves versions can be read by others. */
  | 'approver-key-exposed'
  /** A statement would change something material that people were not told of. */
  | 'statement-unannounced'
  /** A server is set so that it loses what it acknowledged at a power cut. */
  | 'storage-forgetful'
  /** The file with the epoch's key can be read by others. */
  | 'epoch-key-exposed'
  /** The epoch's key is not there, or opens nothing here. */
  | 'epoch-key-missing'
  /** What says outside of the databases who was erased is not there. */
  | 'erasures-missing'
  /** The keyring is older than the vault: keys of people who are in the vault are not in it. */
  | 'keyring-behind'
  /** The file with the ledger's key can be read by others. */
  | 'ledger-key-exposed'
  /** The file with the ledger's key holds none. */
  | 'ledger-key-missing'
  /** People who work here have stopped the collection of something. */
  | 'collection-stopped'
  /** More work than can be done in time was asked for: nothing of it was begun. */
  | 'too-busy'
  /** No such subject. */
  | 'subject-unknown';

/**
 * Something broke, or can't be done here: the machine, the disk, the engine. A refusal is an answer, never a fault.
 *
 * `message` says what is wrong with the user's own names in it, `help` what to do about it.
 */
export class Fault extends Error {
  readonly code: FaultCode;
  readonly help: string;

  constructor(code: FaultCode, message: string, help: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Fault';
    this.code = code;
    this.help = help;
  }
}
