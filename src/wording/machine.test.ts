import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import { clauses } from '../statement/clause.ts';
import {
  bands,
  country,
  duration,
  email,
  type FieldType,
  flag,
  identifier,
  integer,
  ipAddress,
  list,
  oneOf,
  phone,
  position,
  postalCode,
  secret,
  serial,
  sound,
  text,
} from '../statement/field.ts';
import { fieldSchema } from './json-schema.ts';
import { machine } from './machine.ts';

test('every name of the statement is there, with its clauses', () => {
  const told = machine(speakers);
  expect(Object.keys(told.categories)).toEqual(Object.keys(speakers.words.data));
  expect(Object.keys(told.purposes)).toEqual(Object.keys(speakers.words.purposes));
  expect(Object.keys(told.choices)).toEqual(Object.keys(speakers.choices));
  expect(Object.keys(told.recipients)).toEqual(Object.keys(speakers.words.recipients));
  expect(Object.keys(told.events)).toEqual(Object.keys(speakers.collect));
  expect(told.clauses.map(({ id }) => id)).toEqual(clauses(speakers).map(({ id }) => id));
  expect(JSON.parse(JSON.stringify(told))).toEqual(told);
});

test('a recipient is listed with all that it may get', () => {
  expect(machine(shop).recipients.courier?.gets).toEqual(['contact.name', 'contact.address']);
});

test('the schema of an event takes what the event takes, and nothing else', () => {
  const schema = Compile(machine(shop).events.order!.schema);
  const order = {
    contact: { name: 'Ada', email: 'ada@home.example', address: '1 Mill Lane' },
    order: { item: 'tea', pieces: 2 },
  };
  expect(schema.Check(order)).toBe(true);
  expect(schema.Check({ ...order, order: { item: 'tea' } })).toBe(false);
  expect(schema.Check({ ...order, order: { item: 'tea', pieces: 0 } })).toBe(false);
  expect(schema.Check({ ...order, order: { item: 'tea', pieces: 2, gift: true } })).toBe(false);
  expect(schema.Check({ ...order, birthday: { on: '1990-01-01' } })).toBe(false);
});

const samples: readonly [FieldType, fits: unknown, doesNot: unknown][] = [
  [text('', 3), 'abc', 'abcd'],
  [email(''), 'ada@home.example', 7],
  [phone(''), '+49 (30) 123-456', '1234'],
  [country(''), 'DE', 'de'],
  [postalCode(''), '10437', '!'],
  [ipAddress(''), '192.0.2.1', 4],
  [serial(''), '00-0E-58:A1', 'ab c'],
  [identifier('', 4), 'a_1', 'a b'],
  [secret(''), 'eight or more', 'short'],
  [flag(''), true, 'true'],
  [duration('', 'seconds', 10), 9.5, 11],
  [integer('', 'pieces', 1, 9), 9, 1.5],
  [position(''), { latitude: 52.5, longitude: 13.4 }, { latitude: 91, longitude: 0 }],
  [bands('', -90, 0, 2), [-40, -50], [-40, -50, -60]],
  [sound('', 3), 'AAAA', 'AAAAA'],
  [oneOf('', ['play', 'pause']), 'play', 'stop'],
  [list('', { type: 'flag' }, 1), [true], [true, false]],
];
test.each(samples)('a value that fits $type passes its schema, and one that does not fails', (field, fits, doesNot) => {
  const schema = Compile(fieldSchema(field));
  expect([schema.Check(fits), schema.Check(doesNot)]).toEqual([true, false]);
});
