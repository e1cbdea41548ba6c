import type { Statement } from '../../statement/statement.ts';
import { type Inline, list, paragraph, type Row, type Section, section, table } from '../document.ts';
import { capital, dateWords, sentence, spanWords } from '../phrase.ts';
import { asText } from '../telling.ts';
import type { Wording } from '../words.ts';

/** What people can ask for, and by when it is answered; and every other time limit. */
export function rights(statement: Statement): Section {
  const requests = Object.entries(statement.requests).flatMap(([kind, clause]): Row[] =>
    clause === undefined
      ? []
      : [
          {
            anchor: `requests.${kind}`,
            cells: [
              [capital(clause.says)],
              [`Within ${spanWords(clause.within)}`],
              [clause.warns === undefined ? '' : sentence(clause.warns)],
            ],
          },
        ],
  );
  const deadlines = Object.entries(statement.deadlines);
  return section('requests', 'What you can ask of us', [
    table('Every request', ['You can', 'We answer', 'Know before'], requests),
    ...(deadlines.length === 0
      ? []
      : [
          section('deadlines', 'Other times we keep', [
            list(
              deadlines.map(([name, clause]) => ({
                anchor: `deadlines.${name}`,
                text: [`${capital(clause.says)}: within ${spanWords(clause.within)}.`],
              })),
            ),
          ]),
        ]),
  ]);
}

/** What holds by the way the product is built. */
export function commitments(statement: Statement): Section | undefined {
  const all = Object.entries(statement.commitments);
  if (all.length === 0) return undefined;
  return section('commitments', 'How we look after it', [
    list(all.map(([name, clause]) => ({ anchor: `commitments.${name}`, text: [sentence(clause.says)] }))),
  ]);
}

export const age = (statement: Statement): Section =>
  section('age', 'Age', [
    paragraph(sentence(statement.age.says), ` The youngest who may have an account is ${statement.age.minimum}.`),
  ]);

export const changes = (statement: Statement): Section =>
  section('changes', 'When this changes', [
    paragraph(
      sentence(statement.changes.says),
      ` A change that matters is announced ${spanWords(statement.changes.notice)} before it takes effect. This version is dated ${dateWords(statement.dated)}.`,
    ),
  ]);

export function contacts(statement: Statement): Section {
  return section('contacts', 'Who we are, and how to reach us', [
    list(
      Object.entries(statement.contacts).map(([role, clause]) => {
        const mail: Inline = { link: clause.email, to: { address: `mailto:${clause.email}` } };
        return {
          anchor: `contacts.${role}`,
          text: [
            { strong: capital(clause.says) },
            `: ${clause.name}${clause.address === undefined ? '' : `, ${clause.address}`}, `,
            mail,
          ],
        };
      }),
    ),
  ]);
}

/** Questions that people ask, answered from the same clauses. */
export function faq(prose: Wording | undefined): Section | undefined {
  if (prose === undefined || prose.faq.length === 0) return undefined;
  return section(
    'faq',
    'Questions and answers',
    prose.faq.map(({ asks, answers }, index) => ({
      block: 'details',
      summary: asks,
      anchor: `faq.${index + 1}`,
      blocks: answers.map((said) => paragraph(...asText(said))),
    })),
  );
}
