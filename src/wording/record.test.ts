import { expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import type { Statement } from '../statement/statement.ts';
import { csv } from './csv.ts';
import { record, recordCsv } from './record.ts';

test('each use of a category is a row, with who gets it, until when and by which clauses', () => {
  expect(record(shop).rows[0]).toEqual({
    purpose: 'deliver',
    why: 'to bring you what you order',
    basis: 'contract',
    aggregatesOnly: false,
    category: 'contact',
    what: 'who and where you are',
    of: 'person',
    fields: ['name', 'email', 'address'],
    touchpoints: ['shop'],
    choices: [],
    recipients: [
      {
        recipient: 'courier',
        who: 'the courier who brings your parcel',
        region: 'here',
        fields: ['name', 'address'],
        safeguards: [],
        clause: 'share.delivery',
      },
    ],
    keptUntil: '30 days after you close your account',
    clauses: ['collect.order', 'use.deliver', 'keep.contact', 'share.delivery'],
  });
  expect(record(shop).rows.map(({ purpose, category }) => `${purpose} ${category}`)).toEqual([
    'deliver contact',
    'deliver order',
    'books order',
    'suggest order',
  ]);
});

test('no use and no sending of the reference statement is missing', () => {
  const { rows } = record(speakers);
  const listed = new Set(rows.flatMap(({ clauses }) => clauses));
  const expected = [
    ...Object.keys(speakers.use).map((one) => `use.${one}`),
    ...Object.keys(speakers.share).map((one) => `share.${one}`),
  ];
  expect(expected.filter((one) => !listed.has(one))).toEqual([]);
});

test('a way out of the region names its safeguard', () => {
  const away = record(speakers)
    .rows.flatMap(({ recipients }) => recipients)
    .filter(({ region }) => region === 'us');
  expect(away.length).toBeGreaterThan(0);
  expect(away.every(({ safeguards }) => safeguards.length > 0)).toBe(true);
});

test('the record is plain data for JSON', () => {
  expect(JSON.parse(JSON.stringify(record(speakers)))).toEqual(record(speakers));
});

test('a spreadsheet runs nothing that a statement says', () => {
  const formula: Statement = {
    ...shop,
    words: {
      ...shop.words,
      purposes: { ...shop.words.purposes, deliver: { says: '=HYPERLINK("http://x","y")', basis: 'contract' } },
    },
  };
  expect(recordCsv(formula)).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
  const cells = ['=1', '+1', '-1', '@x', '\t=1', '\r=1', ' =1', '＝1', 'a=1'];
  expect(
    csv(
      ['x'],
      cells.map((one) => [one]),
    ),
  ).toBe("x\r\n'=1\r\n'+1\r\n'-1\r\n'@x\r\n'\t=1\r\n\"'\r=1\"\r\n' =1\r\n'＝1\r\na=1\r\n");
});

test('every line has as many cells as the head', () => {
  const [head = '', ...lines] = recordCsv(shop).trimEnd().split('\r\n');
  expect(lines).toHaveLength(4);
  expect(lines.every((line) => line.split(',').length === head.split(',').length)).toBe(true);
});
