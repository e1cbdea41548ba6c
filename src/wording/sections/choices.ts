import { type ChoiceClause, COOKIE_CLASSES, type Statement } from '../../statement/statement.ts';
import { about } from '../about.ts';
import { details, list, paragraph, type Section, section, type Text } from '../document.ts';
import { CHANNEL, COOKIE_CLASS, capital, listWords, says, sentence, spanWords, startsWords } from '../phrase.ts';
import { choiceRef, dataRefs, placeWords, purposeRef, recipientRef, row } from '../telling.ts';

/** What people decide: where each choice stands at first, what it costs to refuse, what it governs. */
export function choices(statement: Statement): Section {
  return section('choices', 'Your choices', [
    paragraph('Each of these is yours, and can be changed at any time.'),
    ...Object.entries(statement.choices).map(([name, clause]) =>
      section(`choices.${name}`, clause.asks, [
        paragraph(
          { strong: sentence(standing(clause)) },
          ` ${clause.kind === 'one-time' ? 'If you say no' : 'While it is off'}: ${sentence(clause.tells)}`,
        ),
        details('What it decides, and where to find it', [list(facts(statement, clause).map((text) => ({ text })))]),
      ]),
    ),
  ]);
}

function standing(clause: ChoiceClause): string {
  if (clause.kind === 'one-time') return `asked each time; an unused yes lapses after ${spanWords(clause.lasts)}`;
  return startsWords(clause.starts);
}

function facts(statement: Statement, clause: ChoiceClause): readonly Text[] {
  const { data, purposes, recipients, cookies, promotion } = clause.governs;
  const said: (Text | false)[] = [
    data !== undefined && ['It decides whether we collect ', ...dataRefs(statement, data), '.'],
    purposes !== undefined && [
      'It decides whether we use data ',
      ...row(purposes.map((one) => purposeRef(statement, one))),
      '.',
    ],
    recipients !== undefined && [
      'It decides what goes to ',
      ...row(recipients.map((one) => recipientRef(statement, one))),
      '.',
    ],
    cookies !== undefined && [
      `It decides over ${COOKIE_CLASSES.filter((one) => cookies.some((governed) => governed === one))
        .map((one) => COOKIE_CLASS[one].toLowerCase())
        .join(', ')} cookies.`,
    ],
    promotion !== undefined && [
      `It decides whether promotion reaches you ${listWords(
        promotion.map((one) => CHANNEL[one]),
        'or',
      )}.`,
    ],
    clause.needs !== undefined && [
      'It works where ',
      ...row(clause.needs.map((one) => choiceRef(statement, one))),
      ' is on.',
    ],
    clause.kind === 'one-time' &&
      clause.overrides !== undefined && [
        'For that one time it goes before ',
        ...row(clause.overrides.map((one) => choiceRef(statement, one))),
        ', which stays as you left it.',
      ],
    [
      `${capital(`you find it in ${placeWords(statement, clause.at)}`)}${
        clause.clicks === undefined
          ? ''
          : `, at most ${clause.clicks} ${clause.clicks === 1 ? 'step' : 'steps'} from the settings`
      }.`,
    ],
  ];
  return said.filter((one) => one !== false);
}

/** Data without which nothing works: it has no switch, and people are told so. No promotion is a need. */
export function functional(statement: Statement): Section | undefined {
  const kinds = Object.entries(statement.words.data).filter(([, category]) => category.functional);
  if (kinds.length === 0) return undefined;
  return section('functional', 'What cannot be turned off, and why', [
    paragraph('Our products cannot do their work without this, so there is no switch for it.'),
    list(
      kinds.map(([name]) => {
        const uses = about(statement, name)
          .purposes.map((one) => one.name)
          .filter((purpose) => !statement.words.purposes[purpose]?.marketing);
        const why: Text =
          uses.length === 0 ? [] : [': we need it ', ...row(uses.map((purpose) => purposeRef(statement, purpose)))];
        return { text: [{ strong: capital(says(statement.words.data, name)) }, ...why, '.'] };
      }),
    ),
  ]);
}
