import { COOKIE_CLASSES, type CookieClause, type Statement } from '../../statement/statement.ts';
import { type Block, type Item, list, paragraph, type Section, section, type Text, table } from '../document.ts';
import { CHANNEL, COOKIE_CLASS, capital, listWords, sentence, spanWords } from '../phrase.ts';
import { choiceRef, purposeRef, recipientRef, row } from '../telling.ts';

/** Cookies, pixels and what is like them, by class, with lifetimes and third parties. */
export function cookies(statement: Statement): Section | undefined {
  const all = Object.entries(statement.cookies);
  if (all.length === 0) return undefined;
  return section('cookies', 'Cookies and pixels', [
    paragraph('What is not in these tables is not set.'),
    ...COOKIE_CLASSES.flatMap((kind) => {
      const inClass = all.filter(([, clause]) => clause.class === kind);
      if (inClass.length === 0) return [];
      const governing = Object.keys(statement.choices).filter((name) =>
        statement.choices[name]?.governs.cookies?.some((one) => one === kind),
      );
      return [
        section(`cookies-${kind}`, COOKIE_CLASS[kind], [
          kind === 'strictly-necessary'
            ? paragraph('The site does not work without these, so they have no switch.')
            : paragraph(
                'These wait for your choice',
                ...(governing.length === 0
                  ? ['.']
                  : [': ', ...row(governing.map((one) => choiceRef(statement, one))), '.']),
              ),
          table(
            `${COOKIE_CLASS[kind]} cookies and the like`,
            ['What it does', 'Why', 'How long it lasts', 'Whose'],
            inClass.map(([name, clause]) => ({ anchor: `cookies.${name}`, cells: cookieCells(statement, clause) })),
          ),
        ]),
      ];
    }),
  ]);
}

const AS = {
  cookie: 'a cookie',
  pixel: 'a pixel',
  storage: 'kept in the browser',
  'device-identifier': 'an identifier of the device',
} as const;

const cookieCells = (statement: Statement, clause: CookieClause): readonly Text[] => [
  [
    `${capital(clause.says)} (${AS[clause.as]})`,
    ...(clause.on === undefined ? [] : ['; it also waits for ', ...choiceRef(statement, clause.on)]),
  ],
  purposeRef(statement, clause.for),
  [clause.lasts === 'session' ? 'Until the visit ends' : capital(spanWords(clause.lasts))],
  clause.by === 'us' ? ['Ours'] : recipientRef(statement, clause.by),
];

/** Messages: those that a choice stops, and those that none does. */
export function messages(statement: Statement): Section | undefined {
  const all = Object.entries(statement.messages);
  if (all.length === 0) return undefined;
  const channels = (names: Statement['messages'][string]['channels']) =>
    listWords(
      names.map((one) => CHANNEL[one]),
      'or',
    );
  const promotional = all.flatMap(([name, clause]) =>
    clause.class === 'promotional'
      ? [
          {
            anchor: `messages.${name}`,
            text: [
              { strong: capital(clause.says) },
              `, ${channels(clause.channels)}, while `,
              ...row(clause.on.map((one) => choiceRef(statement, one))),
              ' is on.',
              clause.pixel ? ' Mail of this sort may carry a pixel that tells whether it was opened.' : '',
            ],
          },
        ]
      : [],
  );
  const essential = all.flatMap(([name, clause]) =>
    clause.class === 'essential'
      ? [{ anchor: `messages.${name}`, text: [{ strong: capital(clause.says) }, `, ${channels(clause.channels)}.`] }]
      : [],
  );
  const part = (anchor: string, title: string, tells: string, items: readonly Item[]): Block[] =>
    items.length === 0 ? [] : [section(anchor, title, [paragraph(sentence(tells)), list(items)])];
  return section('messages', 'Messages from us', [
    ...part('messages-promotional', 'Those you can stop', 'a choice stops each of these', promotional),
    ...part(
      'messages-essential',
      'Those that go on',
      'these come whatever your preferences are, and nothing is promoted in them',
      essential,
    ),
  ]);
}
