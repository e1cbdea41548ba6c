/** A statement as the page that people read: the short form first, the detail on demand. */
import { type ClauseEntry, type ClauseId, clauses } from '../statement/clause.ts';
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import { anchors, type Page, paragraph, type Section } from './document.ts';
import { choices, functional } from './sections/choices.ts';
import { everyKind, retention, uses } from './sections/data.ts';
import { figures, regions, sharing } from './sections/others.ts';
import { cookies, messages } from './sections/reaching.ts';
import { age, changes, commitments, contacts, faq, rights } from './sections/rights.ts';
import { situations } from './sections/situations.ts';
import { asText } from './telling.ts';
import { spoken, type Wording } from './words.ts';

/**
 * The page of a statement. Without prose every sentence is made from the clauses; prose takes the place of
 * the short forms, and the detail stays. Every clause is found under its id. `language` is a BCP 47 tag.
 */
export function page(statement: Statement, prose?: Wording, language = 'en'): Page {
  const sections: (Section | undefined)[] = [
    ...situations(statement, prose),
    choices(statement),
    functional(statement),
    sharing(statement),
    cookies(statement),
    messages(statement),
    retention(statement),
    rights(statement),
    uses(statement),
    everyKind(statement),
    figures(statement),
    regions(statement),
    commitments(statement),
    age(statement),
    changes(statement),
    faq(prose),
    contacts(statement),
  ];
  return freeze({
    title: statement.title,
    dated: statement.dated,
    language,
    intro: (prose?.intro ?? []).map((said) => paragraph(...asText(said))),
    sections: sections.filter((one) => one !== undefined),
  });
}

/**
 * The clauses that a reader can find: in the prose, or on the page under their own id. A clause whose own
 * words are blank is not said there, for what stands around it would be frame alone.
 */
export function said(statement: Statement, prose?: Wording): ReadonlySet<ClauseId> {
  const told = new Set(anchors(page(statement, prose)).map(({ anchor }) => anchor));
  const byProse = prose === undefined ? new Set<ClauseId>() : spoken(prose);
  return new Set(
    clauses(statement).flatMap((one) =>
      byProse.has(one.id) || (told.has(one.id) && ownWords(statement, one).every((words) => words?.trim()))
        ? [one.id]
        : [],
    ),
  );
}

/** The clauses that neither the prose nor the detail says. */
export function unsaid(statement: Statement, prose?: Wording): readonly ClauseId[] {
  const known = said(statement, prose);
  return clauses(statement).flatMap(({ id }) => (known.has(id) ? [] : [id]));
}

/** The words without which a clause says nothing: its author's, or those of the name that it is about. */
function ownWords(statement: Statement, { section, name }: ClauseEntry): readonly (string | undefined)[] {
  const { words } = statement;
  switch (section) {
    case 'use':
      return [words.purposes[name]?.says];
    case 'keep':
      return [words.data[name]?.says];
    case 'choices':
      return [statement.choices[name]?.asks, statement.choices[name]?.tells];
    case 'transfers':
      return [statement.transfers[name]?.safeguard];
    case 'requests':
      return [Object.entries(statement.requests).find(([kind]) => kind === name)?.[1]?.says];
    case 'age':
    case 'changes':
      return [statement[section].says];
    default:
      return [statement[section][name]?.says];
  }
}
