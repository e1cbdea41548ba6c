/** The record of processing (GDPR article 30), made from the clauses. */
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import type { Basis, SubjectKind } from '../statement/vocabulary.ts';
import { about } from './about.ts';
import { csv } from './csv.ts';
import { dataWords, keepWords, says, sentence } from './phrase.ts';

/** One category processed for one purpose: the activity that article 30(1) asks to describe. */
export interface RecordRow {
  readonly purpose: string;
  readonly why: string;
  readonly basis: Basis;
  /** Whether the purpose sees figures only. */
  readonly aggregatesOnly: boolean;
  readonly category: string;
  readonly what: string;
  readonly of: SubjectKind;
  /** The fields that the purpose may see. */
  readonly fields: readonly string[];
  /** Where it arises. */
  readonly touchpoints: readonly string[];
  /** The choices over the data and the purpose. */
  readonly choices: readonly string[];
  readonly recipients: readonly RecordRecipient[];
  /** `undefined` where it only passes through. */
  readonly keptUntil?: string;
  readonly clauses: readonly string[];
}

/** Someone who may get it for this purpose, and what guards the way there. */
export interface RecordRecipient {
  readonly recipient: string;
  readonly who: string;
  readonly region: string;
  readonly fields: readonly string[];
  readonly authorisation?: string;
  readonly safeguards: readonly string[];
  readonly clause: string;
}

export interface ProcessingRecord {
  readonly statement: string;
  readonly dated: string;
  /** The controller, its representative and its data protection officer. */
  readonly contacts: Statement['contacts'];
  /** Technical and organisational measures, as the statement commits to them. */
  readonly measures: readonly string[];
  readonly rows: readonly RecordRow[];
}

/** The record of a statement, in the order of purposes and then of categories. Plain data: JSON as it stands. */
export function record(statement: Statement): ProcessingRecord {
  const rows = Object.keys(statement.use).flatMap((purpose) =>
    Object.keys(statement.words.data).flatMap((category) => row(statement, purpose, category)),
  );
  const measures = Object.values(statement.commitments).map((one) => sentence(one.says));
  const { id, dated, contacts } = statement;
  return freeze({ statement: id, dated, contacts, measures, rows });
}

function row(statement: Statement, purpose: string, category: string): RecordRow[] {
  const { words } = statement;
  const declared = words.purposes[purpose];
  const kind = words.data[category];
  const known = about(statement, category);
  const use = known.purposes.find((one) => one.name === purpose);
  // A share may be for a purpose that does not itself open the data.
  const shares = known.shares.filter(({ clause }) => clause.for === purpose);
  if (declared === undefined || kind === undefined || (use === undefined && shares.length === 0)) return [];

  const choices = [
    ...known.choices,
    ...(use?.clause.on === undefined ? [] : [use.clause.on]),
    ...Object.keys(statement.choices).filter((name) => statement.choices[name]?.governs.purposes?.includes(purpose)),
  ];
  const recipients = shares.flatMap(({ name, clause, fields }) =>
    clause.to.map((to): RecordRecipient => {
      const region = words.recipients[to]?.region ?? '';
      const ways = Object.values(statement.transfers).filter((one) => one.to.includes(region));
      return {
        recipient: to,
        who: says(words.recipients, to),
        region,
        fields,
        ...(clause.on === undefined ? {} : { authorisation: clause.on }),
        safeguards: [...new Set(ways.map((one) => one.safeguard))],
        clause: `share.${name}`,
      };
    }),
  );
  return [
    {
      purpose,
      why: declared.says,
      basis: declared.basis,
      aggregatesOnly: declared.sees === 'aggregates',
      category,
      what: kind.says,
      of: kind.of,
      fields: use?.fields ?? [],
      touchpoints: [...new Set(known.events.flatMap(({ clause }) => clause.at))],
      choices: [...new Set(choices)],
      recipients,
      ...(known.keep === undefined ? {} : { keptUntil: keepWords(statement, category, known.keep) }),
      clauses: [
        ...known.events.map(({ name }) => `collect.${name}`),
        ...(use === undefined ? [] : [`use.${purpose}`]),
        ...(known.keep === undefined ? [] : [`keep.${category}`]),
        ...shares.map(({ name }) => `share.${name}`),
      ],
    },
  ];
}

const HEAD = [
  'purpose',
  'why',
  'basis',
  'category',
  'what',
  'of',
  'fields',
  'touchpoints',
  'choices',
  'recipient',
  'region',
  'sent',
  'authorisation',
  'safeguards',
  'kept until',
  'clauses',
];

/** The record as CSV: a line for each recipient of a row, or one without. Lists are parted by `; `. */
export function recordCsv(statement: Statement): string {
  const lines = record(statement).rows.flatMap((one) => {
    const words = (fields: readonly string[]) =>
      fields.map((field) => dataWords(statement, `${one.category}.${field}`)).join('; ');
    const head = [one.purpose, one.why, one.basis, one.category, one.what, one.of, words(one.fields)];
    const places = one.touchpoints.map((at) => says(statement.words.touchpoints, at)).join('; ');
    const end = [one.keptUntil ?? 'not kept', one.clauses.join('; ')];
    const none = { who: 'nobody', region: '', fields: [], authorisation: '', safeguards: [] };
    return (one.recipients.length > 0 ? one.recipients : [none]).map((to) => [
      ...head,
      places,
      one.choices.join('; '),
      to.who,
      says(statement.words.regions, to.region),
      words(to.fields),
      to.authorisation ?? '',
      to.safeguards.join('; '),
      ...end,
    ]);
  });
  return csv(HEAD, lines);
}
