/** What is held as true of a person and their households, field by field, to be put right. */
import { correctionOf } from '../decide/corrections.ts';
import type { Facts, SubjectId } from '../gate/gate.ts';
import type { FieldType } from '../statement/field.ts';
import type { Category } from '../statement/vocabulary.ts';
import { own } from '../wording/own.ts';
import { type Submitted, submit } from './form.ts';
import { ownSubjects, type Whose } from './own-data.ts';
import type { PeopleParts } from './parts.ts';
import { changeProfile, type ProfileChanged } from './profile.ts';
import type { Person } from './session.ts';

export interface OwnFact extends Whose {
  readonly category: string;
  /** `''` for what is about no one product. */
  readonly product: string;
  readonly fields: readonly OwnField[];
}

export interface OwnField {
  readonly field: string;
  readonly type: FieldType;
  /** Absent for what could be held, and is not. */
  readonly value?: unknown;
  /** Whether its person can put it right by hand. */
  readonly isByHand: boolean;
  /** The clause by which it is put right, or by which it came. */
  readonly clause: string;
}

/** What is held, and beside it what could be added by hand. Secrets have a form of their own, and are shown to nobody. */
export async function ownFacts(parts: PeopleParts, person: SubjectId): Promise<readonly OwnFact[]> {
  const { heritage } = parts;
  const found: OwnFact[] = [];
  for (const { subject, kind, whose } of await ownSubjects(parts, person)) {
    const names = Object.entries(heritage.words.data).flatMap(([name, { of, current }]) =>
      of === kind && current === true ? [name] : [],
    );
    for (const [category, products] of Object.entries(await heldNow(parts, subject, names))) {
      const declared = own(heritage.words.data, category);
      if (declared === undefined) continue;
      for (const [product, values] of Object.entries(products)) {
        const fields = fieldsOf(parts, { category, declared, product, values });
        if (fields.length > 0) found.push({ ...whose, category, product, fields });
      }
    }
  }
  return found;
}

interface Held {
  readonly category: string;
  readonly declared: Category;
  readonly product: string;
  readonly values: { readonly [field: string]: unknown };
}

function fieldsOf(parts: PeopleParts, { category, declared, product, values }: Held): OwnField[] {
  return Object.entries(declared.fields).flatMap(([field, type]) => {
    const value = own(values, field);
    const { by, clause } = howToCorrect(parts, category, [field], Object.keys(values));
    const isByHand = by === 'hand';
    if (type.type === 'secret' || (value === undefined && !(isByHand && product === ''))) return [];
    return [{ field, type, ...(value !== undefined && { value }), isByHand, clause }];
  });
}

/** By the statement in force; of what it dropped, an earlier one says how it came. */
function howToCorrect(
  { compiled, heritage }: PeopleParts,
  category: string,
  fields: readonly string[],
  beside?: readonly string[],
) {
  const { statement } = compiled;
  const now = own(statement.words.data, category)?.fields;
  const isKnown = now !== undefined && fields.every((field) => own(now, field) !== undefined);
  const correction = correctionOf(isKnown ? statement : heritage, category, fields, beside);
  return isKnown ? correction : ({ by: 'nobody', clause: correction.clause } as const);
}

async function heldNow({ gate }: PeopleParts, subject: SubjectId, categories: readonly string[]): Promise<Facts> {
  if (categories.length === 0) return {};
  const opened = await gate.open({ subject, purpose: 'self', data: categories, actor: 'self' });
  return opened?.effect === 'permitted' ? opened.facts : {};
}

export interface Correcting extends Whose {
  readonly category: string;
  readonly product?: string | undefined;
  readonly values: { readonly [field: string]: unknown };
}

export type OwnCorrected =
  | Submitted
  | ProfileChanged
  | { readonly kind: 'sign-in-again' }
  /** The statement has no such category of what is true now. */
  | { readonly kind: 'unknown-category' }
  /** It is as it came: the clause says how. */
  | { readonly kind: 'not-by-hand'; readonly clause: string };

/** Puts right what is held as true, as the form would that the statement has for it. What is left out stays. */
export async function correctOwn(
  parts: PeopleParts,
  person: Person,
  { category, system, product = '', values }: Correcting,
): Promise<OwnCorrected> {
  const declared = own(parts.heritage.words.data, category);
  if (declared?.current !== true) return { kind: 'unknown-category' };
  const names = Object.keys(values);
  // Names that nobody declared are not said back: there can be anything in them.
  if (!names.every((name) => own(declared.fields, name) !== undefined)) return { kind: 'unfit', fields: [] };
  const subjects = await ownSubjects(parts, person.subject);
  const whose = subjects.find((one) => one.kind === declared.of && one.whose.system === system);
  if (whose === undefined) return { kind: 'gone' };
  const correction = howToCorrect(parts, category, names);
  if (correction.by !== 'hand') return { kind: 'not-by-hand', clause: correction.clause };
  if (product !== '') {
    const held = (await heldNow(parts, whose.subject, [category]))[category]?.[product];
    if (held === undefined || !names.every((name) => own(held, name) !== undefined)) return { kind: 'gone' };
  }
  if (category === 'account') return correctAccount(parts, person, values);
  return submit(parts, {
    subject: whose.subject,
    event: correction.event,
    touchpoint: 'account',
    product,
    data: values,
  });
}

/** An account is found by its address, which is put right by a link alone. */
function correctAccount(parts: PeopleParts, person: Person, values: Correcting['values']): Promise<OwnCorrected> {
  const wrong = Object.entries(values).flatMap(([field, value]) => (typeof value === 'string' ? [] : [field]));
  if (wrong.length > 0) return Promise.resolve({ kind: 'unfit', fields: wrong });
  // Sound: its fields are declared, and are text.
  return changeProfile(parts, person, values as { readonly [field: string]: string });
}
