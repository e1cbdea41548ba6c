import type { Need, Statement, UseClause } from '../../statement/statement.ts';
import type { Category } from '../../statement/vocabulary.ts';
import { about } from '../about.ts';
import { type Block, details, paragraph, type Row, type Section, section, type Text, table } from '../document.ts';
import { BASIS, BECAUSE, capital, keepWords, listWords, says, spanWords } from '../phrase.ts';
import { capitalText, choiceRef, dataRefs, placeWords, purposeRef, ref, row } from '../telling.ts';

/** Every kind of data: what, when and where, why, who may get it, how long. */
export function everyKind(statement: Statement): Section {
  return section('data', 'Every kind of data', [
    paragraph('Open one to see each part of it: when and where it arises, why, who may get it, and how long it stays.'),
    ...Object.entries(statement.words.data).map(([name, category]) =>
      details(
        capital(category.says),
        [
          paragraph(...stay(statement, name, category)),
          table(capital(category.says), ['What', 'When, and where', 'Why', 'Who may get it'], rows(statement, name)),
        ],
        `data.${name}`,
      ),
    ),
  ]);
}

function stay(statement: Statement, name: string, category: Category): Text {
  const { keep, choices } = about(statement, name);
  const long: Text = category.passing
    ? ['It only passes through: nothing of it is kept.']
    : keep === undefined
      ? ['It is not kept.']
      : ['It is kept until ', ref(`keep.${name}`, keepWords(statement, name, keep)), '.'];
  const governed: Text =
    choices.length > 0
      ? [' You decide: ', ...row(choices.map((one) => choiceRef(statement, one))), '.']
      : category.functional
        ? [' There is no switch for it: ', ref('functional', 'the products need it'), '.']
        : [];
  return [...long, ...governed];
}

/** A row for the fields of which the same is to be said. */
function rows(statement: Statement, category: string): readonly Row[] {
  const fields = statement.words.data[category]?.fields ?? {};
  const alike = new Map<string, { readonly what: string[]; readonly told: readonly Text[] }>();
  for (const field of Object.keys(fields)) {
    const told = tellField(statement, category, field);
    const key = JSON.stringify(told);
    const group = alike.get(key) ?? { what: [], told };
    alike.set(key, group);
    group.what.push(says(fields, field));
  }
  return [...alike.values()].map(({ what, told }) => ({ cells: [[capital(listWords(what))], ...told] }));
}

/** When and where a field arises, why, and who may get it. */
function tellField(statement: Statement, category: string, field: string): readonly Text[] {
  const { events, purposes, shares } = about(statement, category, field);
  const orElse = (texts: readonly Text[], otherwise: string): Text =>
    texts.length === 0 ? [otherwise] : capitalText(row(texts));
  const when = events.map(({ name, clause, fields }): Text => {
    const optional = fields.every((one) => one.demanded) ? '' : '; optional';
    return ['when ', ref(`collect.${name}`, clause.says), ` (${placeWords(statement, clause.at)}${optional})`];
  });
  const why = purposes.map((one) => purposeRef(statement, one.name));
  // Each recipient once, leading to the first rule by which it may get this.
  const who = new Map(shares.flatMap(({ name, clause }) => clause.to.map((to) => [to, name] as const)).reverse());
  const recipients = [...who]
    .reverse()
    .map(([to, name]): Text => [ref(`share.${name}`, says(statement.words.recipients, to))]);
  return [orElse(when, 'Never'), orElse(why, 'No use'), orElse(recipients, 'Nobody')];
}

/** What data is used for: the closed list of purposes. */
export function uses(statement: Statement): Section {
  return section('uses', 'What we use it for', [
    paragraph('This is the whole list. A use that is not here is refused.'),
    table(
      'Every purpose',
      ['Why', 'What for it', 'Why we may', 'Needed for'],
      Object.entries(statement.use).map(([name, clause]) => {
        const purpose = statement.words.purposes[name];
        return {
          anchor: `use.${name}`,
          cells: [
            [{ strong: capital(purpose?.says ?? name) }],
            [
              ...dataRefs(statement, clause.data),
              ...(purpose?.sees === 'aggregates' ? [' (as figures about many people; nobody is looked at)'] : []),
              ...(purpose?.byStaff === true ? ['. People who work for us look at it, one case at a time'] : []),
            ],
            [
              purpose === undefined ? '' : capital(BASIS[purpose.basis]),
              ...(clause.on === undefined ? [] : [': ', ...choiceRef(statement, clause.on)]),
            ],
            timeOf(statement, clause),
          ],
        };
      }),
    ),
  ]);
}

/** How long each category stays, and why so long. */
export function retention(statement: Statement): Section {
  const passing = Object.entries(statement.words.data).filter(([, category]) => category.passing);
  const through: Block[] =
    passing.length === 0
      ? []
      : [
          paragraph(
            'Some things only pass through and are not kept at all: ',
            ...dataRefs(
              statement,
              passing.map(([name]) => name),
            ),
            '.',
          ),
        ];
  return section('keep', 'How long we keep it', [
    table(
      'Every kind, with its time',
      ['What', 'Kept until', 'Because'],
      Object.entries(statement.keep).map(([name, clause]) => ({
        anchor: `keep.${name}`,
        cells: [
          capitalText(dataRefs(statement, [name])),
          [keepWords(statement, name, clause)],
          [capital(BECAUSE[clause.because])],
        ],
      })),
    ),
    ...through,
  ]);
}

/** How long a purpose needs what it uses, with the categories for which that is another time. */
function timeOf(statement: Statement, { needs, needsOf = {} }: UseClause): Text {
  const long = (need: Need) => (need === 'while held' ? 'as long as it is kept' : spanWords(need));
  const others = new Map<Need, string[]>();
  for (const [category, need] of Object.entries(needsOf))
    if (need !== undefined && need !== needs) others.set(need, [...(others.get(need) ?? []), category]);
  return [
    capital(long(needs)),
    ...[...others].flatMap(
      ([need, categories], index): Text => [
        `${index === 0 ? '. But ' : '; '}${long(need)} for `,
        ...dataRefs(statement, categories),
      ],
    ),
  ];
}
