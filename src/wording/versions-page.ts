/** What stands around the statement: the list of its versions, and what changed from one to another. */
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import type { Change } from './difference.ts';
import {
  type Block,
  type Inline,
  type Item,
  list,
  type Page,
  paragraph,
  section,
  type Text,
  table,
} from './document.ts';
import { dateWords, spanWords } from './phrase.ts';

/** A version as the list shows it. Instants are RFC 3339. */
export interface ListedVersion {
  readonly hash: string;
  readonly dated: string;
  readonly published: string;
  readonly until?: string;
}

const link = (words: string, address: string): Inline => ({ link: words, to: { address } });
export const VERSIONS = '/statement/versions';
export const versionAddress = (hash: string): string => `${VERSIONS}/${hash}`;
const CHANGES = '/statement/changes';
export const changesAddress = (from: string, to: string): string => `${CHANGES}?from=${from}&to=${to}`;

const day = (instant: string): string => dateWords(instant.slice(0, 10));
const inForce = ({ published, until }: ListedVersion): string =>
  until === undefined ? `since ${day(published)}` : `from ${day(published)} until ${day(until)}`;

/** A version that was announced. */
export interface ComingVersion {
  readonly hash: string;
  readonly inPlaceOf: string;
  readonly dated: string;
  readonly takesEffect: string;
}

/** What stands above everything while a version is announced. */
export const aboutComing = ({ hash, inPlaceOf, takesEffect }: ComingVersion): Block =>
  paragraph(
    { strong: `A new version takes effect on ${day(takesEffect)}.` },
    ' See ',
    link('what changes', changesAddress(inPlaceOf, hash)),
    ', or ',
    link('read all of it', versionAddress(hash)),
    '.',
  );

/** What stands above the page of the announced version itself. */
export const aboutNotYet = (coming: ComingVersion): Block =>
  paragraph(
    { strong: `This version is not in force yet: it takes effect on ${day(coming.takesEffect)}.` },
    ' Read ',
    link('the one in force', '/statement'),
    ', ',
    link('what changes', changesAddress(coming.inPlaceOf, coming.hash)),
    ', or ',
    link('every version', VERSIONS),
    '.',
  );

/** What stands above a version that was announced and withdrawn. */
export const aboutWithdrawn = (): Block =>
  paragraph(
    { strong: 'This version was announced and withdrawn: it never took effect.' },
    ' Read ',
    link('the one in force', '/statement'),
    '.',
  );

/** Two versions to choose, and the way to what changes from one to the other; nothing where there is one only. */
export function comparing(
  versions: readonly ListedVersion[],
  coming: ComingVersion | undefined,
  [from, to]: readonly [from: string | undefined, to: string | undefined],
): readonly Block[] {
  const options = versions.map((one) => ({ value: one.hash, words: `${dateWords(one.dated)}, ${inForce(one)}` }));
  if (coming !== undefined) {
    const words = `${dateWords(coming.dated)}, from ${day(coming.takesEffect)} on`;
    options.push({ value: coming.hash, words });
  }
  if (options.length < 2) return [];
  const chosen = (given: string | undefined, otherwise: number) => given ?? options.at(otherwise)!.value;
  return [
    {
      block: 'ask',
      fields: [
        { name: 'from', label: 'From the version', options, chosen: chosen(from, -2) },
        { name: 'to', label: 'to the version', options, chosen: chosen(to, -1) },
      ],
      button: 'Compare',
      to: CHANGES,
    },
  ];
}

/** Every version that was in force, newest first, and the one to come. */
export function versionsPage(
  { title, dated }: Statement,
  versions: readonly ListedVersion[],
  coming?: ComingVersion,
  language = 'en',
): Page {
  const rows = versions.map((version, k) => {
    const before = versions[k - 1];
    const changed: Text =
      before === undefined ? ['the first'] : [link('what changed', changesAddress(before.hash, version.hash))];
    return { cells: [[link(dateWords(version.dated), versionAddress(version.hash))], [inForce(version)], changed] };
  });
  const about =
    'Every version of the statement that was ever in force here can be read. Data keeps the version that it was collected under.';
  return freeze({
    title,
    dated,
    language,
    intro: [...(coming === undefined ? [] : [aboutComing(coming)]), paragraph(about)],
    sections: [
      section('versions', 'Every version', [
        table('Versions, newest first', ['Dated', 'In force', 'Since the one before'], rows.toReversed()),
        ...comparing(versions, coming, [undefined, undefined]),
      ]),
    ],
  });
}

/** What stands above the page of a version: whether it is the one in force, and the way to the others. */
export function aboutVersion(version: ListedVersion, newest: string): Block {
  const all = link('every version', VERSIONS);
  if (version.until === undefined) return paragraph('This is the version in force. Here is ', all, '.');
  return paragraph(
    { strong: `This version is not in force any more: it was ${inForce(version)}.` },
    ' Read ',
    link('the one in force', '/statement'),
    ', ',
    link('what has changed since', changesAddress(version.hash, newest)),
    ', or ',
    all,
    '.',
  );
}

/** What changes from one version to another, what matters first; `others` is the way to compare other versions. */
export function changesPage(
  before: Statement,
  after: Statement,
  changes: readonly Change[],
  others: readonly Block[] = [],
  language = 'en',
): Page {
  const material = changes.filter((one) => one.material);
  const immaterial = changes.filter((one) => !one.material);
  const none = paragraph('Nothing.');
  const part = (all: readonly Change[]): Block[] => (all.length === 0 ? [none] : [list(all.map(told))]);
  const notice = spanWords(before.changes.notice);
  return freeze({
    title: 'What changes',
    dated: after.dated,
    language,
    intro: [
      paragraph(
        `From the version dated ${dateWords(before.dated)} to the one dated ${dateWords(after.dated)}, of: ${after.title}. `,
        link('Every version', VERSIONS),
        '.',
      ),
      ...others,
    ],
    sections: [
      section('material', 'What matters', [
        paragraph(
          `More is permitted, something becomes weaker for you, or words that bind us are other words. Such a change is announced ${notice} before it takes effect.`,
        ),
        ...part(material),
      ]),
      section('others', 'What else changes', [
        paragraph('Less is permitted, something becomes stronger for you, or the same is put in other words.'),
        ...part(immaterial),
      ]),
    ],
  });
}

const told = ({ says, before, after }: Change): Item => ({
  text: [
    says,
    ...(before === undefined && after === undefined
      ? []
      : [` Before: ${before ?? 'nothing'}. After: ${after ?? 'nothing'}.`]),
  ],
});
