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
  | 'backup-target-not-empty';

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
