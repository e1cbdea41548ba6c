import type { Statement } from '../../statement/statement.ts';
import { type Block, details, list, paragraph, type Section, section, type Text, table } from '../document.ts';
import { capital, listWords, says, sentence, spanWords } from '../phrase.ts';
import { capitalText, dataRefs, purposeRef, recipientRef, row, shareConditions } from '../telling.ts';

/** Who gets what, under which authorisation; and who gives us data. */
export function sharing(statement: Statement): Section {
  const { recipients, sources } = statement.words;
  const shares = Object.entries(statement.share);
  const given: Block[] =
    Object.keys(sources).length === 0
      ? []
      : [
          section('sources', 'What others give us', [
            paragraph('Data that comes from others is held to this statement, and to what its source asks besides.'),
            list(
              Object.entries(sources).map(([name, source]) => ({
                anchor: `source.${name}`,
                text: [{ strong: capital(source.says) }, ...forbidden(statement, source.forbids), '.'],
              })),
            ),
          ]),
        ];
  return section('share', 'Who gets what', [
    paragraph(shares.length === 0 ? 'Nobody outside gets your data.' : 'Data leaves by these rules and by no other.'),
    ...(shares.length === 0
      ? []
      : [
          table(
            'Every rule by which data leaves',
            ['Who', 'What', 'Why', 'On what terms'],
            shares.map(([name, clause]) => ({
              anchor: `share.${name}`,
              cells: [
                capitalText(row(clause.to.map((to): Text => recipientRef(statement, to)))),
                dataRefs(statement, clause.sends),
                [capital(clause.says)],
                withOthers(row(shareConditions(statement, clause)), clause.bound),
              ],
            })),
          ),
        ]),
    ...(Object.keys(recipients).length === 0
      ? []
      : [
          details('Who they are', [
            list(
              Object.entries(recipients).map(([name, one]) => ({
                anchor: `recipient.${name}`,
                text: [
                  { strong: capital(one.says) },
                  `, working in ${says(statement.words.regions, one.region)}${one.many ? '; there are several, and you decide on each' : ''}.`,
                ],
              })),
            ),
          ]),
        ]),
    ...given,
  ]);
}

function withOthers(conditions: Text, bound: true | undefined): Text {
  const tied = bound ? ['They are bound by this statement.'] : [];
  if (conditions.length === 0) return tied.length > 0 ? tied : ['No condition'];
  return [...capitalText(conditions), '.', ...(bound ? [' ', ...tied] : [])];
}

function forbidden(statement: Statement, forbids: Statement['words']['sources'][string]['forbids']): Text {
  const said: Text[] = [];
  if (forbids.purposes?.length)
    said.push([
      'not used ',
      ...row(
        forbids.purposes.map((one) => purposeRef(statement, one)),
        'or',
      ),
    ]);
  if (forbids.recipients?.length)
    said.push([
      'not given to ',
      ...row(
        forbids.recipients.map((one) => recipientRef(statement, one)),
        'or',
      ),
    ]);
  if (forbids.longerThan !== undefined) said.push([`kept for ${spanWords(forbids.longerThan)} at most`]);
  return said.length === 0 ? [] : [': ', ...row(said)];
}

/** Where data may be, and what guards it on its way. */
export function regions(statement: Statement): Section {
  const transfers = Object.entries(statement.transfers);
  return section('regions', 'Where your data may be', [
    list(
      Object.entries(statement.words.regions).map(([name, region]) => ({
        anchor: `region.${name}`,
        text: [sentence(region.says)],
      })),
    ),
    ...(transfers.length === 0
      ? []
      : [
          table(
            'Every way from one region to another',
            ['From', 'To', 'Guarded by'],
            transfers.map(([name, clause]) => ({
              anchor: `transfers.${name}`,
              cells: [
                [capital(says(statement.words.regions, clause.from))],
                [listWords(clause.to.map((to) => says(statement.words.regions, to)))],
                [capital(clause.safeguard)],
              ],
            })),
          ),
        ]),
  ]);
}

/** Figures about many people, which may be shown or shared. */
export function figures(statement: Statement): Section | undefined {
  const all = Object.entries(statement.figures);
  if (all.length === 0) return undefined;
  return section('figures', 'Figures about many people', [
    paragraph('These are counted as things happen. A figure about too few people is not shown to anybody.'),
    table(
      'Every figure',
      ['What', 'Why', 'About at least', 'Shared with'],
      all.map(([name, clause]) => ({
        anchor: `figures.${name}`,
        cells: [
          [`${capital(clause.says)}, each ${clause.every}`],
          purposeRef(statement, clause.for),
          [String(clause.atLeast)],
          clause.sharedWith?.length ? row(clause.sharedWith.map((one) => recipientRef(statement, one))) : ['nobody'],
        ],
      })),
    ),
  ]);
}
