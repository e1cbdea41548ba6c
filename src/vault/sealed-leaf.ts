import { makeLeaf, readLeaf, SALT_BYTES } from '../ledger/leaf.ts';
import { Fault } from './fault.ts';
import { freshRandom } from './random.ts';
import { type Key, seal, unseal } from './seal.ts';

/** What was done, and the particulars of it. */
export interface Entry {
  readonly kind: string;
  readonly detail: object;
}
export interface DatedEntry extends Entry {
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The key that seals the records about a subject. No category of a statement has such a name. */
export const LEDGER_KEY = { category: ':ledger', month: '' };
/** Stands for the subject in records about no one. */
export const NO_SUBJECT = '00000000-0000-0000-0000-000000000000';

/** A leaf and its opening, sealed for one subject. The leaf's own body stands for the row it will have. */
export function sealLeaf(key: Key, subject: string, { kind, detail }: Entry, at: number) {
  const { body, opening } = makeLeaf({ kind, at, detail }, freshRandom(SALT_BYTES));
  return { body, sealed: seal(key, boundTo(subject, body), opening) };
}

/** The opening of a leaf: salt and detail. */
export const openLeaf = (key: Key, subject: string, body: Buffer, sealed: Buffer): Buffer =>
  unseal(key, boundTo(subject, body), sealed);

/** @throws Fault `storage-damaged` if the opening is another leaf's, or another subject's */
export const unsealLeaf = (key: Key, subject: string, body: Buffer, sealed: Buffer): DatedEntry =>
  entryIn(body, openLeaf(key, subject, body, sealed));

/** @throws Fault `storage-damaged` if the opening is another leaf's */
export function entryIn(body: Buffer, opening: Buffer): DatedEntry {
  const record = readLeaf(body, opening);
  // Sound: nothing else is ever sealed with a leaf's binding than what `sealLeaf` made.
  if (record !== undefined) return record as DatedEntry;
  throw new Fault('storage-damaged', 'a leaf of the ledger and its opening differ', `look for who altered it`);
}

const boundTo = (subject: string, body: Buffer) => ['leaf', subject, body.toString('hex')];
