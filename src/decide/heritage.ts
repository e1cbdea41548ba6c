/** What is said of what is still held: by the version in force, and by earlier ones of what it does not speak of any more. */
import type { Statement } from '../statement/statement.ts';
import type { Category, Words } from '../statement/vocabulary.ts';

/**
 * The newest of some versions (oldest first), and beside its own names and clauses those that it has dropped, as the last
 * version said them that had them. It explains and ends what is held under them, and allows nothing. A field that was a
 * secret in one version stays one.
 */
export function heritageOf(versions: readonly [Statement, ...Statement[]]): Statement {
  return versions.reduce((older, newer) => ({
    ...newer,
    words: wordsOf(older.words, newer.words),
    collect: { ...older.collect, ...newer.collect },
    use: { ...older.use, ...newer.use },
    keep: { ...older.keep, ...newer.keep },
    choices: { ...older.choices, ...newer.choices },
    share: { ...older.share, ...newer.share },
  }));
}

const wordsOf = (older: Words, newer: Words): Words => ({
  promises: { ...older.promises, ...newer.promises },
  situations: { ...older.situations, ...newer.situations },
  touchpoints: { ...older.touchpoints, ...newer.touchpoints },
  data: { ...older.data, ...mapped(newer.data, (category, name) => categoryOf(older.data[name], category)) },
  purposes: { ...older.purposes, ...newer.purposes },
  recipients: { ...older.recipients, ...newer.recipients },
  regions: { ...older.regions, ...newer.regions },
  sources: { ...older.sources, ...newer.sources },
  facts: { ...older.facts, ...newer.facts },
  endings: { ...older.endings, ...newer.endings },
  choices: { ...older.choices, ...newer.choices },
});

function categoryOf(older: Category | undefined, newer: Category): Category {
  if (older === undefined) return newer;
  const secret = Object.entries(older.fields).filter(([, { type }]) => type === 'secret');
  return { ...newer, fields: { ...older.fields, ...newer.fields, ...Object.fromEntries(secret) } };
}

const mapped = <T>(named: { readonly [name: string]: T }, map: (value: T, name: string) => T): { [name: string]: T } =>
  Object.fromEntries(Object.entries(named).map(([name, value]) => [name, map(value, name)]));
