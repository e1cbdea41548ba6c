import { readFileSync } from 'node:fs';

/**
 * One process and no other. A pid alone is given out again, soon and often in a container; with the moment the process
 * started and the boot it started in, it is not.
 */
export type ProcessIdentity = {
  readonly pid: number;
  /** Clock ticks from boot to the process's start: field 22 of /proc/PID/stat. */
  readonly started: string;
  readonly boot: string;
};

/** The identity of a living process; nothing when there is none, or only a zombie that waits to be reaped. */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    // The second field is the command in parentheses, and may itself hold spaces and parentheses.
    const [state, ...rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    if (state === 'Z' || state === 'X') return undefined;
    return { pid, started: rest[18]!, boot: bootId() };
  } catch {
    return undefined;
  }
}

export function isAlive(process: ProcessIdentity): boolean {
  const now = identify(process.pid);
  return now !== undefined && now.started === process.started && now.boot === process.boot;
}

function bootId(): string {
  return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
}
