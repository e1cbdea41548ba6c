import { homedir } from 'node:os';
import { VARIABLES } from '../server/config.ts';
import { CalledWrongly } from './program.ts';

export const DATA_OPTION = [
  '--data <folder>',
  `the data folder (else SOTTO_DATA, else ${VARIABLES.SOTTO_DATA[0]})`,
] as const;

/**
 * The folder of the embedded clusters that a command is about.
 *
 * @throws CalledWrongly where the data lies on servers: those are backed up by their own means
 */
export function dataFolder(given: string | undefined): string {
  const { SOTTO_DATA, DATABASE_URL } = process.env;
  if (given === undefined && DATABASE_URL) {
    throw new CalledWrongly(
      '`DATABASE_URL` is set: the data lies on a PostgreSQL server, and only embedded databases are copied',
      'use the backup of that server, for the keyring too; or name an embedded data folder with --data',
    );
  }
  return given ?? (SOTTO_DATA || VARIABLES.SOTTO_DATA[0]).replace(/^~(?=\/|$)/, homedir());
}
