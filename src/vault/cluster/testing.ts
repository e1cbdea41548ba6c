import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import type { Connection } from './cluster.ts';

export function temporaryFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-cluster-'));
  chmodSync(folder, 0o755);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function query<Row extends pg.QueryResultRow>(
  connection: Connection,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(connection);
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    // When the server has just closed the connection, `end` may wait for ever for it to close.
    await Promise.race([client.end().catch(() => {}), new Promise((later) => setTimeout(later, 500))]);
  }
}

const writers = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of writers) child.kill('SIGKILL');
});

/** A `writer.testing.ts` at work. `lines` grows with what it says. */
export class Writer {
  readonly lines: string[] = [];
  readonly child: ChildProcess;
  readonly ended: Promise<void>;

  constructor(folder: string, first = 0, as: { uid: number; gid: number; env: NodeJS.ProcessEnv } | object = {}) {
    const script = join(import.meta.dirname, 'writer.testing.ts');
    this.child = spawn(process.execPath, [script, folder, String(first)], {
      stdio: ['ignore', 'pipe', 'ignore'],
      ...as,
    });
    writers.add(this.child);
    this.child.once('close', () => writers.delete(this.child));
    createInterface(this.child.stdout!).on('line', (line) => this.lines.push(line));
    this.ended = new Promise((ended) => this.child.once('close', () => ended()));
  }

  /** Waits until a line matches. */
  async says(pattern: RegExp, patience = 20_000): Promise<string> {
    for (const end = Date.now() + patience; Date.now() < end; await new Promise((later) => setTimeout(later, 5))) {
      const line = this.lines.find((said) => pattern.test(said));
      if (line) return line;
    }
    throw new Error(`the writer never said ${pattern}; it said ${this.lines.slice(-5).join(' | ')}`);
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }

  get acknowledged(): number[] {
    return this.lines.map(Number).filter(Number.isInteger);
  }
}

export function postmasterOf(pgdata: string): number {
  return Number.parseInt(readFileSync(join(pgdata, 'postmaster.pid'), 'utf8'), 10);
}

export async function until(holds: () => boolean | Promise<boolean>, patience = 15_000): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; await new Promise((later) => setTimeout(later, 20))) {
    if (await holds()) return;
  }
  throw new Error(`did not come true in ${patience} ms: ${holds}`);
}
