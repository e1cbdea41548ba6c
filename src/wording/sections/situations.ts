import type { CollectClause, Statement } from '../../statement/statement.ts';
import { about } from '../about.ts';
import { type Block, details, type Item, list, paragraph, type Section, section, type Text } from '../document.ts';
import { capital, says } from '../phrase.ts';
import { asText, conditions, placeWords, ref, row, takenBy, takenWords } from '../telling.ts';
import type { Wording } from '../words.ts';

/** The situations in which data arises: what is collected, why, and every event on demand. */
export function situations(statement: Statement, prose?: Wording): readonly Section[] {
  return Object.entries(statement.words.situations).map(([name, situation]) => {
    const events = Object.entries(statement.collect).filter(([, clause]) => clause.in === name);
    const written = prose !== undefined && Object.hasOwn(prose.situations, name) ? prose.situations[name] : undefined;
    const collected = written ? written.collected.map(asParagraph) : [list(kinds(statement, events))];
    const why = written ? written.why.map(asParagraph) : [list(reasons(statement, events))];
    return section(
      `situation.${name}`,
      situation.says,
      [
        section(`situation.${name}.collected`, 'What is collected', collected, 'half'),
        section(`situation.${name}.why`, 'Why', why, 'half'),
        ...(events.length === 0
          ? []
          : [
              details('Each occasion, and exactly what it takes', [
                list(events.map(([event, clause]) => occasion(statement, event, clause))),
              ]),
            ]),
      ],
      'pair',
    );
  });
}

type Events = readonly (readonly [string, CollectClause])[];

const asParagraph = (said: Wording['intro'][number]): Block => paragraph(...asText(said));

/** The categories that the events take, in the order of the vocabulary. */
const categories = (statement: Statement, events: Events) =>
  Object.keys(statement.words.data).filter((category) =>
    events.some(([, clause]) => Object.hasOwn(clause.takes, category)),
  );

const kinds = (statement: Statement, events: Events): Item[] =>
  categories(statement, events).map((category) => ({
    text: [ref(`data.${category}`, capital(says(statement.words.data, category)))],
  }));

function reasons(statement: Statement, events: Events): Item[] {
  const taken = categories(statement, events);
  const uses = Object.keys(statement.use).filter((purpose) =>
    taken.some((category) => about(statement, category).purposes.some((one) => one.name === purpose)),
  );
  return uses.map((purpose) => ({ text: [ref(`use.${purpose}`, capital(says(statement.words.purposes, purpose)))] }));
}

function occasion(statement: Statement, event: string, clause: CollectClause): Item {
  const taken = Object.keys(clause.takes);
  const held = conditions(
    statement,
    clause,
    taken.map((category) => about(statement, category)),
  );
  const text: Text = [
    { strong: `When ${clause.says}` },
    ` (${placeWords(statement, clause.at)}): ${takenWords(statement, takenBy(clause))}.`,
    ...(held.length === 0 ? [] : [' This happens where ', ...row(held), '.']),
    ...(clause.from === undefined
      ? []
      : [' It comes from ', ref(`source.${clause.from}`, says(statement.words.sources, clause.from)), '.']),
  ];
  return { text, anchor: `collect.${event}` };
}
