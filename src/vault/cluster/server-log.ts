import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file that PostgreSQL writes its own messages to. Holds no value of any query: see `settings.ts`. */
export type ServerLog = {
  readonly fd: number;
  /** Where the next message will start. */
  end(): number;
  /** What was written from `start` on, at most the last 16 KiB of it. */
  since(start: number): string;
  close(): void;
};

const limit = 2 * 1024 * 1024;

/**
 * Opens `folder/postgres.log` for appending. It never holds more than 2 MiB and a minute's growth: what is over moves to
 * `postgres.log.1`. PostgreSQL keeps writing through the file it was started with, so the file is emptied, not replaced.
 */
export function openServerLog(folder: string): ServerLog {
  const fd = openSync(join(folder, 'postgres.log'), 'a+', 0o600);
  const tail = (bytes: number) => {
    const length = Math.min(bytes, fstatSync(fd).size);
    const text = Buffer.alloc(length);
    readSync(fd, text, 0, length, fstatSync(fd).size - length);
    return text.toString('utf8');
  };
  const bound = () => {
    if (fstatSync(fd).size <= limit) return;
    try {
      writeFileSync(join(folder, 'postgres.log.1'), tail(limit), { mode: 0o600 });
    } finally {
      ftruncateSync(fd, 0);
    }
  };
  bound();
  const timer = setInterval(() => {
    try {
      bound();
    } catch {
      // No room for the older part: it is gone, and the log is short again.
    }
  }, 60_000).unref();
  return {
    fd,
    end: () => fstatSync(fd).size,
    since: (start) => tail(Math.min(16 * 1024, Math.max(0, fstatSync(fd).size - start))),
    close() {
      clearInterval(timer);
      closeSync(fd);
    },
  };
}
