/**
 * Erasing a subject: first everything about it is refused, then its keys are destroyed, then that is put on record, then
 * what they sealed is deleted. Each step may be done twice, so that whoever comes upon an erasure that was begun brings it to its end.
 */
import { randomUUID } from 'node:crypto';
import { dayOf } from './expiry.ts';
import { marksOf } from './figures.ts';
import { unknownSubject } from './keyring.ts';
import type { Parts } from './parts.ts';
import { type Receipt, readReceipt } from './receipt.ts';
import { NO_SUBJECT, sealLeaf } from './sealed-leaf.ts';

/** The steps of an erasure, in their order; each names what is true after it. */
export type ErasureStep = 'refused' | 'noted' | 'keys destroyed' | 'on record' | 'rows deleted' | 'done';

export interface Erasing {
  readonly subject: string;
  /** Who asks for it, for the ledger. Never a name. */
  readonly by: string;
  /** When no backup can be read any more, as promised; epoch milliseconds. */
  readonly backupsBy: number;
  /** They were erased before, and came back with a backup: no hold keeps them. */
  readonly isAgain?: boolean;
  /** Called with the id of the receipt once everything is refused: from then on it goes on by itself, even if this fails. */
  readonly onRefused?: (erasure: string) => void;
}

export type Erased =
  /** The subject and the households that it owned. */
  | { readonly kind: 'erased'; readonly subjects: readonly string[]; readonly receipt: Receipt }
  | { readonly kind: 'gone' }
  /** A legal hold is on something of them until an instant, in epoch milliseconds. Nothing was touched. */
  | { readonly kind: 'held'; readonly until: number };

interface Begun {
  readonly kind: 'begun' | 'underway' | 'again' | 'gone' | 'held' | 'unknown';
  readonly erasure: string;
  readonly subjects: string[];
  readonly asked_by: string;
  readonly held_until: Date | null;
}

type Begins = Pick<Begun, 'erasure' | 'subjects' | 'asked_by'>;

/** Rows deleted in one transaction: so many take a fraction of a second. */
const MOST_ROWS = 5_000;

/**
 * Erases a subject for good, and with a person the households that it owns. From the first step on nothing about them can
 * be stored or read; when this resolves, nothing of them is left in the tables but that they were there.
 *
 * @throws Fault `subject-unknown`, or what a database throws: what was begun is then finished by `resumeErasures`
 */
export async function erase(
  parts: Parts,
  { subject, by, backupsBy, isAgain = false, onRefused }: Erasing,
): Promise<Erased> {
  for (;;) {
    const [begun] = await parts.vault.query<Begun>('select * from begin_erasure($1, $2, $3, $4, $5, $6)', [
      subject,
      randomUUID(),
      by,
      new Date(parts.clock()),
      new Date(backupsBy),
      isAgain,
    ]);
    if (begun === undefined || begun.kind === 'unknown') throw unknownSubject();
    if (begun.kind === 'gone') return { kind: 'gone' };
    if (begun.kind === 'held') return { kind: 'held', until: begun.held_until!.getTime() };
    if (begun.kind === 'again') continue;
    onRefused?.(begun.erasure);
    parts.afterStep?.('refused');
    await complete(parts, begun);
    const receipt = await readReceipt(parts, begun.erasure);
    return receipt === undefined ? { kind: 'gone' } : { kind: 'erased', subjects: begun.subjects, receipt };
  }
}

/** Brings every erasure that was begun to its end. One that can't be finished now keeps none of the others from it. */
export async function resumeErasures(parts: Parts): Promise<void> {
  const begun = await parts.vault.query<Begins>(
    'select id as erasure, subjects, asked_by from erasures where gone_at is null order by refused_at',
  );
  const failed: unknown[] = [];
  for (const one of begun) {
    await complete(parts, one).catch((error: unknown) => failed.push(error));
  }
  if (failed.length > 0) throw failed[0];
}

/** INVARIANT: in this order. What is on record as erased can't be read by anyone, and rows go when nobody can read them. */
async function complete(parts: Parts, { erasure, subjects, asked_by }: Begins): Promise<void> {
  const { vault, keyring, epochKeys, clock, afterStep } = parts;
  await epochKeys.noteErased(subjects);
  afterStep?.('noted');
  // The day alone: the moment would lead from the receipt to the subject.
  const day = Date.parse(dayOf(clock()));
  for (const subject of subjects) await keyring.destroySubject(subject, day);
  // Read after they are destroyed, so that they were never wrapped in a later one.
  const epoch = await keyring.epoch();
  afterStep?.('keys destroyed');

  const entry = { kind: 'erased', detail: { erasure, by: asked_by } };
  const leaf = sealLeaf(await keyring.systemKey('ledger'), NO_SUBJECT, entry, clock());
  await vault.query('select record_erasure($1, $2, $3, $4)', [erasure, epoch, leaf.body, leaf.sealed]);
  afterStep?.('on record');

  await deleteRows(parts, subjects);
  afterStep?.('rows deleted');
  await vault.query('select finish_erasure($1, $2)', [erasure, new Date(clock())]);
  afterStep?.('done');
}

async function deleteRows({ vault, keyring }: Parts, subjects: readonly string[]): Promise<void> {
  await vault.query('select erase_batches($1)', [subjects]);
  for (let isMore = true; isMore; ) {
    const [row] = await vault.query<{ more: boolean }>('select erase_rows($1, $2) as more', [subjects, MOST_ROWS]);
    isMore = row?.more ?? false;
  }
  for await (const { figure, period, marks } of marksOf(keyring, subjects)) {
    await vault.query('select erase_marks($1, $2, $3)', [figure, period, marks]);
  }
}
