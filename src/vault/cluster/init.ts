import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../fault.ts';
import { syncFolder } from '../sync-folder.ts';
import { give, serverAccount } from './account.ts';
import type { Binaries } from './binaries.ts';
import { failed } from './failed.ts';

/** PostgreSQL's superuser in every embedded cluster. */
export const user = 'sotto';

/** `pg_hba.conf`: the socket stands in a folder that only its owner can enter, and nothing else listens. */
export const localAccess = 'local all all trust\n';

/** What a cluster's folder may hold. Anything else in it, and it is somebody else's folder. */
const ours = /^(pgdata(\.new-\w+)?|postgres\.log(\.1)?|owner\.json|socket|socket-folder)$/;

/**
 * The folder of PostgreSQL's own files within a cluster's folder, made on first use.
 *
 * It is filled under another name and renamed when whole, so that a kill in the middle leaves nothing that a later start
 * would take for data. The caller holds the folder's lock.
 *
 * @throws Fault `data-folder-foreign`, `postgres-version`, `postgres-failed`, `disk-full`
 */
export async function ensureData(folder: string, binaries: Binaries, extra: readonly string[] = []): Promise<string> {
  const foreign = readdirSync(folder).find((entry) => !ours.test(entry));
  if (foreign) {
    throw new Fault(
      'data-folder-foreign',
      `\`${folder}\` holds \`${foreign}\`, which is not Sotto's`,
      'choose another folder with --data, or an empty one',
    );
  }
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith('pgdata.new-')) rmSync(join(folder, entry), { recursive: true, force: true, maxRetries: 3 });
  }
  const pgdata = join(folder, 'pgdata');
  if (existsSync(pgdata)) {
    checkVersion(pgdata, binaries);
    return pgdata;
  }
  const fresh = join(folder, `pgdata.new-${randomBytes(4).toString('hex')}`);
  try {
    mkdirSync(fresh, { mode: 0o700 });
    give(fresh);
    await initdb(fresh, binaries, extra);
    writeFileSync(join(fresh, 'pg_hba.conf'), localAccess);
    syncFolder(fresh);
    renameSync(fresh, pgdata);
    syncFolder(folder);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    throw error;
  }
  return pgdata;
}

/** The data of one major version can't be read by another. */
function checkVersion(pgdata: string, { major, version }: Binaries): void {
  const found = readFileSync(join(pgdata, 'PG_VERSION'), 'utf8').trim();
  if (Number(found) === major) return;
  throw new Fault(
    'postgres-version',
    `\`${pgdata}\` was made by PostgreSQL ${found}, and this Sotto brings ${version}`,
    'start it with the Sotto that made it, back up, and restore with this one as the upgrade guide says',
  );
}

/** The `cwd` is what gives a server under root its way in: see `postmaster.ts`. */
function initdb(folder: string, binaries: Binaries, extra: readonly string[]): Promise<void> {
  const args = [
    '-D',
    '/proc/self/cwd',
    `--username=${user}`,
    '--auth=trust',
    '--data-checksums',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...extra,
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, args, {
      cwd: folder,
      ...serverAccount(),
      detached: true,
      env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    const hear = (text: string) => {
      said = (said + text).slice(-16_384);
    };
    child.stdout.setEncoding('utf8').on('data', hear);
    child.stderr.setEncoding('utf8').on('data', hear);
    child.on('error', (error) => reject(failed('making a cluster', folder, String(error), error)));
    child.on('close', (code) => (code === 0 ? resolve() : reject(failed('making a cluster', folder, said))));
  });
}
