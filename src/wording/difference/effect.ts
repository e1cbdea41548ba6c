/** What changes between two versions are about: the fields and the recipients that they concern, by name. */
import { splitTaken } from '../../statement/clause.ts';
import type { Statement } from '../../statement/statement.ts';
import { own } from '../own.ts';

export interface Effect {
  /** `activity.track`. */
  readonly fields: readonly string[];
  readonly categories: readonly string[];
  readonly recipients: readonly string[];
}

/** Of each change its `clause` is looked at, in both versions. */
export function effectOf(before: Statement, after: Statement, changes: readonly { readonly clause: string }[]): Effect {
  const fields = new Set<string>();
  const recipients = new Set<string>();
  for (const { clause } of changes) {
    for (const statement of [before, after]) {
      for (const path of dataOf(statement, clause)) for (const one of fieldsAt(statement, path)) fields.add(one);
      for (const one of recipientsOf(statement, clause)) recipients.add(one);
    }
  }
  const categories = new Set([...fields].map((path) => path.split('.')[0]!));
  return { fields: [...fields].sort(), categories: [...categories].sort(), recipients: [...recipients].sort() };
}

/** The categories and fields that a clause or a word is about. */
function dataOf(statement: Statement, place: string): readonly string[] {
  const [section = '', name = '', ...rest] = place.split('.');
  const { collect, use, share, choices, words } = statement;
  switch (section) {
    case 'collect':
      return Object.entries(own(collect, name)?.takes ?? {}).flatMap(([category, taken]) =>
        taken.map((one) => `${category}.${splitTaken(one).field}`),
      );
    case 'use':
      return own(use, name)?.data ?? [];
    case 'share':
      return own(share, name)?.sends ?? [];
    case 'keep':
      return [name];
    case 'choices':
      return own(choices, name)?.governs.data ?? [];
    case 'words':
      if (rest[0] === undefined) return [];
      if (name === 'purposes') return own(use, rest[0])?.data ?? [];
      return name === 'data' && Object.hasOwn(words.data, rest[0]) ? [rest[0]] : [];
    default:
      return [];
  }
}

function fieldsAt({ words }: Statement, path: string): readonly string[] {
  const [category = '', field] = path.split('.');
  if (field !== undefined) return [path];
  return Object.keys(own(words.data, category)?.fields ?? {}).map((one) => `${category}.${one}`);
}

function recipientsOf({ share, choices, words }: Statement, place: string): readonly string[] {
  const [section = '', name = '', ...rest] = place.split('.');
  if (section === 'share') return own(share, name)?.to ?? [];
  if (section === 'choices') return own(choices, name)?.governs.recipients ?? [];
  const isRecipient = section === 'words' && name === 'recipients' && rest[0] !== undefined;
  return isRecipient && Object.hasOwn(words.recipients, rest[0]!) ? [rest[0]!] : [];
}
