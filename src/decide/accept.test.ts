/** For each type of field a value just inside, and those just outside. */
import { describe, expect, test } from 'vitest';
import * as a from '../statement/field.ts';
import { accepts } from './accept.ts';

type Row = readonly [type: a.Field['type'], field: a.Field, fits: readonly unknown[], not: readonly unknown[]];

const says = 'a thing';
const long = (count: number, of = 'x') => of.repeat(count);
/** An address of so many characters, with 64 before the `@`. */
const address = (length: number) => `${long(64)}@${long(length - 70)}.home`;

const rows: readonly Row[] = [
  ['text', a.text(says, 5), ['a', 'x y!', long(5), 'Zoë', '😀'], ['', long(6), 'a\0b', '\ud800', 5, null, undefined]],
  [
    'email',
    a.email(says),
    ['ada@home.example', 'a@b.c', 'zoë@höme.example', address(254)],
    ['ada', 'ada@home', '@home.example', 'ada@.example', 'a da@home.example', 'a@b@c.example', address(255)],
  ],
  ['email', a.email(says), [`${long(64)}@b.c`], [`${long(65)}@b.c`, 'ada@home.example\0', ['ada@home.example']]],
  [
    'phone',
    a.phone(says),
    ['12345', '+49 (30) 123-45.67', long(15, '1')],
    ['1234', long(16, '1'), '12 34', '++12345', '12345x', '(((())))', 12345],
  ],
  ['country', a.country(says), ['DE', 'ZZ'], ['de', 'D', 'DEU', 'D1', '']],
  [
    'language',
    a.language(says),
    ['de', 'pt-BR', 'yue', 'zh-Hant-TW', 'sl-rozaj-biske-1994'],
    ['d', 'deut', 'de-', 'de_DE', 'de-a', 'de-123456789', 'de-aa-bb-cc-dd-ee', ''],
  ],
  [
    'postal-code',
    a.postalCode(says),
    ['12', '10115', 'SW1A 1AA', '123-4567', long(12, '1')],
    ['1', long(13, '1'), ' 1234', '1234 ', '-123', '12#4', ''],
  ],
  [
    'ip-address',
    a.ipAddress(says),
    [
      '0.0.0.0',
      '255.255.255.255',
      '::',
      '::1',
      '1::',
      '2001:db8::8:800:200c:417a',
      '1:2:3:4:5:6:7:8',
      '::ffff:192.0.2.1',
    ],
    [
      '256.0.0.1',
      '1.2.3',
      '1.2.3.4.5',
      '1:2:3:4:5:6:7',
      '1:2:3:4:5:6:7:8:9',
      '1:2:3:4::5:6:7:8',
      '1::2::3',
      '::12345',
      '::g',
      '::1.2.3',
      '',
    ],
  ],
  ['serial', a.serial(says), ['A1b2', '0-:_', long(40)], [long(3), long(41), '-abc', 'abc d', 'abcé']],
  ['identifier', a.identifier(says, 4), ['!', '~a/b', long(4)], ['', long(5), 'a b', 'é', 'a\n', '\x7f']],
  ['secret', a.secret(says), [long(8), 'eight ch', long(200)], [long(7), long(201), 12345678]],
  ['flag', a.flag(says), [true, false], [0, 1, 'true', null, undefined]],
  [
    'instant',
    a.instant(says),
    ['2027-03-01T10:00:00Z', '2028-02-29T23:59:59.999+14:00'],
    ['2027-03-01', '2027-03-01T10:00:00', '2027-03-01T24:00:00Z', '2027-02-29T10:00:00Z', '2027-03-01T10:60:00Z', 0],
  ],
  [
    'date',
    a.date(says),
    ['2027-02-28', '2028-02-29', '0001-01-01'],
    [
      '2027-02-29',
      '2027-04-31',
      '2027-13-01',
      '2027-00-01',
      '2027-01-00',
      '2027-1-1',
      '20270101',
      '2027-01-01T00:00:00Z',
    ],
  ],
  ['duration', a.duration(says, 'seconds', 60), [0, 0.5, 60], [-1, -0.001, 60.001, Number.NaN, Infinity, '6']],
  ['number', a.number(says, 'degrees', -5, 5), [-5, 0, 4.99, 5], [-5.01, 5.01, Number.NaN, -Infinity, '0', null]],
  ['integer', a.integer(says, 'percent', 0, 100), [0, 100, 7], [-1, 101, 0.5, Number.NaN, Infinity, '7', true]],
  ['integer', a.integer(says, 'items', -1e300, 1e300), [Number.MAX_SAFE_INTEGER], [Number.MAX_SAFE_INTEGER + 1]],
  [
    'position',
    a.position(says),
    [
      { latitude: 90, longitude: 180 },
      { latitude: -90, longitude: -180 },
    ],
    [
      { latitude: 90.01, longitude: 0 },
      { latitude: -90.01, longitude: 0 },
      { latitude: 0, longitude: 180.01 },
      { latitude: 0, longitude: -180.01 },
      { latitude: 0 },
      { longitude: 0 },
      { latitude: 0, longitude: 0, altitude: 3 },
      { latitude: '0', longitude: 0 },
      [0, 0],
      null,
    ],
  ],
  ['bands', a.bands(says, -12, 12, 3), [[], [-12, 0, 12]], [[0, 0, 0, 0], [-12.1], [12.1], [Number.NaN], ['0'], 0, {}]],
  ['sound', a.sound(says, 3), ['', 'AAAA', 'AAA=', 'AA=='], ['AAAAAAAA', 'A===', 'AA-_', 'A A', 'é', 5]],
  ['one-of', a.oneOf(says, ['jazz', 'pop']), ['jazz', 'pop'], ['Jazz', 'rock', '', 0, 'constructor', ['jazz']]],
  [
    'list',
    a.list(says, { type: 'integer', unit: 'percent', min: 0, max: 9 }, 2),
    [[], [0], [0, 9]],
    [[0, 1, 2], [10], [0, 'x'], [[0]], 'ab', { length: 1 }, null],
  ],
];

describe.each(rows)('a value of type %s', (_, field, fits, not) => {
  test.each(fits.map((value) => [value]))('may be %j', (value) => expect(accepts(field)(value)).toBe(true));
  test.each(not.map((value) => [value]))('may not be %j', (value) => expect(accepts(field)(value)).toBe(false));
});

test('every type of field has such values', () => {
  const types = new Set(rows.map(([type]) => type));
  const every: { readonly [T in a.FieldType['type']]: true } = {
    text: true,
    email: true,
    phone: true,
    country: true,
    language: true,
    'postal-code': true,
    'ip-address': true,
    serial: true,
    identifier: true,
    secret: true,
    flag: true,
    instant: true,
    date: true,
    duration: true,
    number: true,
    integer: true,
    position: true,
    bands: true,
    sound: true,
    'one-of': true,
    list: true,
  };
  expect([...types].sort()).toEqual(Object.keys(every).sort());
});
