import { expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { statement as speakers } from '../../statements/sonos-2017-08/statement.ts';
import { clauses } from '../statement/clause.ts';
import { explain } from './explain.ts';

const lines = (...[statement, name, as]: Parameters<typeof explain>) =>
  explain(statement, name, as)?.lines.map(({ says, clause }) => `${says} [${clause ?? ''}]`);

test('a field is told from where it arises to who may get it', () => {
  expect(lines(shop, 'contact.address')).toEqual([
    'Collected when you order (our web shop): your address. [collect.order]',
    'It is held until 30 days after you close your account: the service needs it. [keep.contact]',
    'It is used to bring you what you order. We may, because our agreement with you needs it. [use.deliver]',
    'It may go to the courier who brings your parcel (your address): to bring the parcel. [share.delivery]',
  ]);
});

test('an event is told with all that it takes', () => {
  const told = explain(shop, 'order');
  expect([told?.sort, told?.says]).toEqual(['event', 'When you order.']);
  expect(told?.lines.map(({ clause }) => clause)).toEqual([
    'collect.order',
    'keep.contact',
    'use.deliver',
    'share.delivery',
    'keep.order',
    'use.deliver',
    'use.books',
    'use.suggest',
    undefined,
  ]);
});

test('an event and a category of one name can be told apart', () => {
  expect(explain(shop, 'order', 'data')?.sort).toBe('category');
  expect(explain(shop, 'contact', 'event')).toBeUndefined();
});

test('a choice is told with its default, and with what follows from leaving it off', () => {
  const told = lines(speakers, 'activity.track')?.find((line) => line.includes('[choices.usage-data]'));
  expect(told).toContain('“Share additional usage data”, on until you turn it off.');
});

test('what passes through is said to be held nowhere', () => {
  expect(lines(speakers, 'payment.cardNumber')).toContain('It passes through and is not held. []');
});

test('a name that the statement does not know is explained as nothing', () => {
  for (const name of ['birthday', 'contact.birthday', 'constructor', 'contact.constructor', ''])
    expect(explain(shop, name)).toBeUndefined();
});

test('every event and every field of the reference statement is explained by clauses that exist', () => {
  const ids = new Set<string>(clauses(speakers).map(({ id }) => id));
  const fields = Object.entries(speakers.words.data).flatMap(([name, { fields }]) =>
    Object.keys(fields).map((field) => `${name}.${field}`),
  );
  for (const name of [...Object.keys(speakers.collect), ...fields]) {
    const told = explain(speakers, name);
    expect(told?.lines.length).toBeGreaterThan(2);
    expect(told?.lines.filter(({ clause }) => clause !== undefined && !ids.has(clause))).toEqual([]);
  }
});
