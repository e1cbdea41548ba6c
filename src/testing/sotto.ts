/** `sotto` as scripts run it: a process of its own, no terminal, no settings but those given. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const bin = join(import.meta.dirname, '../../bin/sotto.mjs');

/** Runs a command to its end. */
export function sotto(args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  const { DATABASE_URL: _, KEYRING_URL: __, SOTTO_DATA: ___, ...rest } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [bin, ...args], { env: { ...rest, ...env }, maxBuffer: 2 ** 26 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}
