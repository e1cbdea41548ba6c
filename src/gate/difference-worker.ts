import { parentPort, workerData } from 'node:worker_threads';
import type { Statement } from '../statement/statement.ts';
import { difference } from '../wording/difference.ts';

const { before, after } = workerData as { readonly before: Statement; readonly after: Statement };
parentPort?.postMessage(difference(before, after));
