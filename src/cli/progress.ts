/**
 * Shows on stderr how far something is: one line that is written over and over on a terminal, and a line at each quarter
 * elsewhere, so that a log stays short. Nothing when it is `quiet`.
 */
export function showProgress(what: string, quiet = false): (done: number, total: number) => void {
  if (quiet) return () => {};
  const { stderr } = process;
  let shown = -1;
  return (done, total) => {
    const isDone = done >= total;
    const percent = isDone ? 100 : Math.floor((100 * done) / total);
    const step = stderr.isTTY ? percent : percent - (percent % 25);
    if (step <= shown) return;
    shown = step;
    const amount = `${megabytes(done)} of ${megabytes(total)}`;
    if (!stderr.isTTY) stderr.write(`${what}: ${step} %, ${amount}\n`);
    else stderr.write(`\r${what} ${bar(percent)} ${amount}\x1b[K${isDone ? '\n' : ''}`);
  };
}

const WIDTH = 30;

function bar(percent: number): string {
  const full = Math.round((WIDTH * percent) / 100);
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${String(percent).padStart(3)} %`;
}

/** Bytes as people read them: `41.3 MB`. */
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
