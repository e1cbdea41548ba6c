/** Runs one bench in a process of its own, so that none warms or burdens another: `fork('apart/run.ts', ['ingest'])`. */
import type { Bench } from '../row.ts';

const [name] = process.argv.slice(2);
const { rows } = (await import(`../${name}.ts`)) as Bench;
process.send?.(await rows());
process.disconnect?.();
