import { describe, expect, test } from 'vitest';
import { statement as shop } from '../../../statements/corner-shop/statement.ts';
import { statement as speakers } from '../../../statements/sonos-2017-08/statement.ts';
import { isSpan } from '../../statement/span.ts';
import type { Statement } from '../../statement/statement.ts';
import { difference } from '../difference.ts';
import { world } from './world.ts';

/** They are about a version, not in it. */
const ABOUT_A_VERSION = ['id', 'dated', 'signedOff'];

interface Altered {
  readonly path: string;
  readonly statement: Statement;
}

/** Every statement with one leaf altered: a text, a number, a flag, an item of a list. */
function* altered(statement: Statement): Generator<Altered> {
  for (const [member, value] of Object.entries(statement)) {
    if (ABOUT_A_VERSION.includes(member)) continue;
    // Sound enough for a test: a name may become one that nobody declares, and that is a difference too.
    for (const { path, one } of others(value))
      yield { path: member + path, statement: { ...statement, [member]: one } };
  }
}

function* others(value: unknown): Generator<{ path: string; one: unknown }> {
  if (typeof value === 'string') yield { path: '', one: isTime(value) ? '3 days' : `${value} or so` };
  else if (typeof value === 'number') yield { path: '', one: value + 1 };
  else if (typeof value === 'boolean') yield { path: '', one: !value };
  else if (Array.isArray(value))
    for (const [index, item] of value.entries()) {
      for (const { path, one } of others(item)) yield { path: `.${index}${path}`, one: value.with(index, one) };
      yield { path: `.${index} gone`, one: value.toSpliced(index, 1) };
    }
  else if (typeof value === 'object' && value !== null)
    for (const [name, member] of Object.entries(value))
      if (member === true) yield { path: `.${name} gone`, one: without(value, name) };
      else
        for (const { path, one } of others(member)) yield { path: `.${name}${path}`, one: { ...value, [name]: one } };
}

const isTime = (text: string) => isSpan(text) || text === 'while held' || text === 'session';
const without = (value: object, name: string) =>
  Object.fromEntries(Object.entries(value).filter(([other]) => other !== name));

describe('no leaf changes unseen', () => {
  test.each([
    ['the corner shop', shop],
    ['one of everything', world],
  ] as const)('of %s', (_, statement) => {
    const all = [...altered(statement)];
    expect(all.length).toBeGreaterThan(150);
    const unseen = all.filter((one) => difference(statement, one.statement).length === 0).map(({ path }) => path);
    expect(unseen).toEqual([]);
  });

  test('but for what is about a version, not in it', () => {
    expect(difference(speakers, { ...speakers, id: 'next', dated: '2030-01-01', signedOff: [] })).toEqual([]);
  });

  test.each([
    ['the corner shop', shop],
    ['one of everything', world],
    ['the speakers', speakers],
  ] as const)('and nothing is seen between %s and itself', (_, statement) => {
    expect(difference(statement, structuredClone<Statement>(statement))).toEqual([]);
  });
});
