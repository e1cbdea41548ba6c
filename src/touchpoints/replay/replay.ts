/** Replay: real captures go through the gate, as if a household's products and app had sent them. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Books, Gate, SubjectId } from '../../gate/gate.ts';
import { LARGEST } from '../captures/parse.ts';
import { type Capture, readCapture } from '../captures/read-capture.ts';
import type { CaptureFile } from './find-captures.ts';
import { sumBooks } from './sum-books.ts';

export interface Replaying {
  readonly gate: Gate;
  /** The household that all of it is about. */
  readonly subject: SubjectId;
  readonly files: readonly CaptureFile[];
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Once aborted, no further capture is begun, and the account is of those before. */
  readonly signal?: AbortSignal;
  /** Bytes. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** What became of one capture. */
export interface FileAccount {
  readonly file: string;
  readonly kinds: readonly string[];
  readonly notes: readonly string[];
  /** Captures, lines or records that can't be read. The gate refuses and counts each, as it does any arrival without form. */
  readonly malformed: number;
  /** Captures or records of no known kind. Nothing of them reaches the gate. */
  readonly unknown: number;
  readonly books: Books;
}

export interface Account {
  readonly files: readonly FileAccount[];
  readonly books: Books;
  /** What was handed to the gate, counted here: the books must come to the same. */
  readonly sent: number;
}

/** Events of one batch. */
const MOST = 200;

/**
 * Feeds captures through the gate, a product a folder.
 *
 * @throws Fault `storage-unavailable`, as `collect` does
 */
export async function replay({ gate, subject, files, clock, signal, onProgress }: Replaying): Promise<Account> {
  const products = new Map<string, string>();
  const accounts: FileAccount[] = [];
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let [done, sent] = [0, 0];
  for (const file of files) {
    if (signal?.aborted) break;
    const folder = dirname(file.name);
    const product = products.get(folder) ?? `replayed-${products.size + 1}`;
    products.set(folder, product);

    const capture = await read(file, clock());
    const books: Books[] = [];
    for (const { touchpoint, events } of arrivalsOf(capture)) {
      for (let from = 0; from < events.length; from += MOST) {
        const some = events.slice(from, from + MOST);
        sent += some.length;
        books.push(await collect(gate, { subject, product, touchpoint, events: some }));
      }
    }
    accounts.push({
      file: file.name,
      kinds: capture.parts.map(({ kind }) => kind.name),
      notes: capture.parts.flatMap(({ kind }) => kind.note ?? []),
      malformed: capture.malformed,
      unknown: capture.unknown,
      books: sumBooks(books),
    });
    done += file.bytes;
    onProgress?.(done, total);
  }
  return { files: accounts, books: sumBooks(accounts.map(({ books }) => books)), sent };
}

/** A file beyond the bound is not even read. */
const read = async ({ path, bytes }: CaptureFile, now: number): Promise<Capture> =>
  bytes > LARGEST
    ? { parts: [], malformed: 1, unknown: 0 }
    : readCapture(await readFile(path), new Date(now).toISOString());

interface Arrivals {
  readonly touchpoint: string;
  readonly events: readonly unknown[];
}

/** What can't be read arrives as `null`: counted by the gate, with nothing of it handed on. */
function arrivalsOf({ parts, malformed }: Capture): Arrivals[] {
  const arrivals: Arrivals[] = parts.map(({ kind, events }) => ({ touchpoint: kind.touchpoint, events }));
  if (malformed > 0) arrivals.push({ touchpoint: 'product', events: Array<null>(malformed).fill(null) });
  return arrivals;
}

async function collect(gate: Gate, batch: Arrivals & { subject: SubjectId; product: string }): Promise<Books> {
  const answer = await gate.collect({ ...batch, id: randomUUID(), facts: { registered: true } });
  if (answer.kind === 'collected') return answer.books;
  throw new Error(`a fresh household's batch was answered with \`${answer.kind}\``);
}
