/**
 * What those who approve a version sign: a text that anyone can read and verify (https://c2sp.org/signed-note, Ed25519). Two
 * people, by two keys under two names, sign the same text.
 */
import { createHash } from 'node:crypto';
import { openNote } from '../ledger/note.ts';

export interface ProposalText {
  /** Of the statement's canonical text. */
  readonly hash: string;
  readonly inPlaceOf: string;
  /** RFC 3339. */
  readonly takesEffect: string;
  /** RFC 3339. The same may be proposed again later: as another text. */
  readonly proposed: string;
}

export const proposalText = ({ hash, inPlaceOf, takesEffect, proposed }: ProposalText): string =>
  `sotto statement version\n${hash}\nin place of ${inPlaceOf}\ntakes effect ${takesEffect}\nproposed ${proposed}\n`;

const WRITTEN =
  /^sotto statement version\n([0-9a-f]{64})\nin place of ([0-9a-f]{64})\ntakes effect (\S{24})\nproposed (\S{24})\n$/;

/** The parts of such a text; `undefined` for any other. */
export function readProposalText(text: string): ProposalText | undefined {
  const [, hash = '', inPlaceOf = '', takesEffect = '', proposed = ''] = WRITTEN.exec(text) ?? [];
  const isInstant = (instant: string) => !Number.isNaN(Date.parse(instant));
  return hash !== '' && isInstant(takesEffect) && isInstant(proposed)
    ? { hash, inPlaceOf, takesEffect, proposed }
    : undefined;
}

/** What names a proposal. */
export const proposalId = (text: string): string => createHash('sha256').update(text).digest('hex');

export const withdrawalText = (proposal: string): string => `sotto statement version withdrawn\n${proposal}\n`;

/** The text of a note, whoever signed it. */
export const textOf = (note: string): string => note.slice(0, Math.max(0, note.lastIndexOf('\n\n') + 1));

/** The approvers, by their public keys (`name+hash+key`), who signed a note; one for each name, and for each key. */
export function signersOf(note: string, approvers: readonly string[]): readonly string[] {
  const signed = approvers.filter((key) => openNote(note, key) !== undefined);
  return one(one(signed, nameOf), bytesOf);
}

const one = (keys: readonly string[], by: (key: string) => string): readonly string[] => [
  ...new Map(keys.map((key) => [by(key), key])).values(),
];
const nameOf = (key: string): string => key.split('+')[0]!;
/** A key that stands there under a second name is still held by one person. */
const bytesOf = (key: string): string => key.split('+').slice(2).join('+');

/** One note of several under the same text, with all their signatures and nothing else. */
export function joinNotes(...notes: readonly [string, ...string[]]): string {
  const text = textOf(notes[0]);
  const lines = notes.flatMap((note) => note.slice(text.length + 1).split('\n'));
  return `${text}\n${[...new Set(lines)].flatMap((line) => (SIGNATURE.test(line) ? [`${line}\n`] : [])).join('')}`;
}
const SIGNATURE = /^— [^\s+]+ [A-Za-z0-9+/]+=*$/u;
