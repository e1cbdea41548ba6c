import type { FieldType } from '../statement/field.ts';
import {
  CHANNELS,
  type ChoiceClause,
  COOKIE_CLASSES,
  type CookieClause,
  ESSENTIAL_SUBJECTS,
  type FigureClause,
  GROUNDS,
  type KeepClause,
  type MessageClause,
  REQUESTS,
  type ShareClause,
  type Statement,
} from '../statement/statement.ts';
import type { Basis, Fact, RecipientKind, SubjectKind } from '../statement/vocabulary.ts';
import type { Check } from './diagnostic.ts';
import { nearest } from './nearest.ts';

/** The lists of the language itself. An object of all members, so that a new one is missed by the compiler. */
const LISTS = {
  channel: CHANNELS,
  'class of cookies': COOKIE_CLASSES,
  'essential subject': ESSENTIAL_SUBJECTS,
  ground: GROUNDS,
  request: REQUESTS,
  basis: every<Basis>({ consent: 1, contract: 1, 'legal-obligation': 1, 'legitimate-interest': 1 }),
  'kind of subject': every<SubjectKind>({ person: 1, household: 1, visitor: 1 }),
  'kind of recipient': every<RecipientKind>({
    vendor: 1,
    'music-service': 1,
    'control-partner': 1,
    'voice-partner': 1,
    advertiser: 1,
    authority: 1,
    affiliate: 1,
    acquirer: 1,
    public: 1,
  }),
  'kind of choice': every<ChoiceClause['kind']>({ 'opt-out': 1, 'opt-in': 1, authorisation: 1, 'one-time': 1 }),
  'class of messages': every<MessageClause['class']>({ essential: 1, promotional: 1 }),
  'sort of cookie': every<CookieClause['as']>({ cookie: 1, pixel: 1, storage: 1, 'device-identifier': 1 }),
  return: every<NonNullable<ShareClause['inReturn']>>({
    nothing: 1,
    'a service to us': 1,
    money: 1,
    'other value': 1,
  }),
  'reason to keep': every<KeepClause['because']>({
    service: 1,
    support: 1,
    transaction: 1,
    law: 1,
    disputes: 1,
    enforcement: 1,
  }),
  rhythm: every<FigureClause['every']>({ day: 1, month: 1 }),
  'type of fact': every<Fact['type']>({ flag: 1, number: 1, word: 1 }),
  'type of field': every<FieldType['type']>({
    text: 1,
    email: 1,
    phone: 1,
    country: 1,
    language: 1,
    'postal-code': 1,
    'ip-address': 1,
    serial: 1,
    identifier: 1,
    secret: 1,
    flag: 1,
    instant: 1,
    date: 1,
    duration: 1,
    number: 1,
    integer: 1,
    position: 1,
    bands: 1,
    sound: 1,
    'one-of': 1,
    list: 1,
  }),
} as const;

/** What is not on a list would be taken for something harmless: a share in return for `gold` is sold all the same. */
export const notOnTheList: Check = {
  code: 'S103',
  name: 'not-on-the-list',
  severity: 'error',
  summary: 'a value is none of those that the language has',
  *check(statement) {
    for (const [at, list, value] of listed(statement)) {
      const values: readonly string[] = LISTS[list];
      if (value === undefined || values.includes(value)) continue;
      const meant = nearest(value, values);
      const help = meant ? `did you mean \`${meant}\`?` : `use one of ${values.map((one) => `\`${one}\``).join(', ')}`;
      yield { at, says: `\`${value}\` is no ${list}`, help };
    }
  },
};

type Listed = readonly [at: string, list: keyof typeof LISTS, value: string | undefined];

function* listed({ words, ...statement }: Statement): Generator<Listed> {
  for (const [name, { of, fields }] of Object.entries(words.data)) {
    yield [`data.${name}`, 'kind of subject', of];
    for (const [field, type] of Object.entries(fields)) yield* typesOf(`data.${name}.${field}`, type);
  }
  for (const [name, { basis }] of Object.entries(words.purposes)) yield [`purposes.${name}`, 'basis', basis];
  for (const [name, { kind }] of Object.entries(words.recipients))
    yield [`recipients.${name}`, 'kind of recipient', kind];
  for (const [name, { type }] of Object.entries(words.facts)) yield [`facts.${name}`, 'type of fact', type];
  for (const [name, { because }] of Object.entries(statement.keep)) yield [`keep.${name}`, 'reason to keep', because];
  for (const [name, { of, kind, governs }] of Object.entries(statement.choices)) {
    const at = `choices.${name}`;
    yield [at, 'kind of subject', of];
    yield [at, 'kind of choice', kind];
    for (const one of governs.cookies ?? []) yield [at, 'class of cookies', one];
    for (const one of governs.promotion ?? []) yield [at, 'channel', one];
  }
  for (const [name, { grounds, inReturn }] of Object.entries(statement.share)) {
    for (const one of grounds ?? []) yield [`share.${name}`, 'ground', one];
    yield [`share.${name}`, 'return', inReturn];
  }
  for (const [name, clause] of Object.entries(statement.messages)) {
    const at = `messages.${name}`;
    yield [at, 'class of messages', clause.class];
    for (const one of clause.channels) yield [at, 'channel', one];
    if (clause.class === 'essential') yield [at, 'essential subject', clause.about];
  }
  for (const [name, clause] of Object.entries(statement.cookies)) {
    yield [`cookies.${name}`, 'class of cookies', clause.class];
    yield [`cookies.${name}`, 'sort of cookie', clause.as];
  }
  for (const name of Object.keys(statement.requests)) yield [`requests.${name}`, 'request', name];
  for (const [name, clause] of Object.entries(statement.figures)) yield [`figures.${name}`, 'rhythm', clause.every];
}

function* typesOf(at: string, type: FieldType): Generator<Listed> {
  yield [at, 'type of field', type.type];
  if (type.type === 'list') yield* typesOf(at, type.of);
}

function every<T extends string>(members: Record<T, 1>): readonly T[] {
  return Object.keys(members) as T[];
}
