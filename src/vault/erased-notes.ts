/**
 * Who was erased, noted beside the epoch key: outside of both databases, so that neither of them, nor both, brings anybody back when
 * it is restored from before. A file an epoch, `epoch.key.erased-1`, a random id a line; and a line for each change of the suppression
 * list, for the same reason.
 */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Fault } from './fault.ts';
import { syncFolder } from './sync-folder.ts';

const fileOf = (keyFile: string, epoch: number) => `${keyFile}.erased-${epoch}`;

/** The files that there are beside an epoch key, by their epochs. */
export function notesBeside(keyFile: string): { readonly file: string; readonly epoch: number }[] {
  const begins = `${basename(keyFile)}.erased-`;
  return readdirSync(dirname(keyFile)).flatMap((name) => {
    const epoch = name.startsWith(begins) ? name.slice(begins.length) : '';
    return /^\d+$/.test(epoch) ? [{ file: join(dirname(keyFile), name), epoch: Number(epoch) }] : [];
  });
}

/** Makes the file of an epoch, empty. It stands before the key does: if the key is there and it is not, it was lost. */
export const makeNotes = (keyFile: string, epoch: number): void => append(keyFile, epoch, '');

/** Adds to the file of an epoch, durably. A line that a crash cut short is ended by the break before the next. */
export const note = (keyFile: string, epoch: number, lines: readonly string[]): void =>
  append(keyFile, epoch, `\n${lines.join('\n')}\n`);

function append(keyFile: string, epoch: number, text: string): void {
  const file = openSync(fileOf(keyFile, epoch), 'a', 0o600);
  try {
    if (text !== '') writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  syncFolder(dirname(keyFile));
}

/** @throws Fault `erasures-missing` if there is none of the newest epoch */
export function readNotes(keyFile: string, newest: number): string[] {
  const expected = fileOf(keyFile, newest);
  if (!existsSync(expected)) {
    throw new Fault(
      'erasures-missing',
      `\`${expected}\` is not there: it says who was erased, and without it they could come back`,
      'put it beside the epoch key, as it was kept with it; if nobody was ever erased here, make it empty',
    );
  }
  return notesBeside(keyFile).flatMap(({ file }) => readFileSync(file, 'utf8').split('\n').filter(isId));
}

/** Changes of the suppression list, which stand among them, oldest first. */
export const readSuppressed = (keyFile: string): string[] =>
  notesBeside(keyFile)
    .sort((one, other) => one.epoch - other.epoch)
    .flatMap(({ file }) => readFileSync(file, 'utf8').split('\n').filter(isChange));

const isChange = (line: string) =>
  /^(suppress [0-9a-f]{64} [a-z-]+ \d{4}-\d\d-\d\d|lift [0-9a-f]{64} [a-z-]+)$/.test(line);

const isId = (line: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(line);

/**
 * Drops what is noted of epochs whose key is gone: no backup from then opens. All but the last of them: who was noted just
 * before the next began may have been wrapped in that one too.
 */
export function dropNotesBefore(keyFile: string, epoch: number): void {
  for (const one of notesBeside(keyFile)) if (one.epoch < epoch - 1) rmSync(one.file, { force: true });
}
