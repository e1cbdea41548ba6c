import { chownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Whom PostgreSQL runs as. Nothing to switch to when Node is an ordinary user. */
export type Account = { readonly uid: number; readonly gid: number } | undefined;

/**
 * PostgreSQL refuses to run as root. Then it runs as `nobody` (65534), for which no account needs to be made.
 */
export function serverAccount(): Account {
  return process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
}

/** Gives one file or folder to the server's account. */
export function give(path: string, account = serverAccount()): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** Gives a folder and all in it to the server's account. */
export function giveAll(path: string, account = serverAccount()): void {
  if (!account) return;
  give(path, account);
  if (!lstatSync(path).isDirectory()) return;
  for (const entry of readdirSync(path)) giveAll(join(path, entry), account);
}

/** Whether the server's account may walk down to `folder`, so far as the mode bits say. */
export function canReach(folder: string, account = serverAccount()): boolean {
  if (!account) return true;
  for (let at = folder; ; at = dirname(at)) {
    const { mode, uid } = statSync(at);
    if (!(mode & (uid === account.uid ? 0o100 : 0o001))) return false;
    if (at === dirname(at)) return true;
  }
}
