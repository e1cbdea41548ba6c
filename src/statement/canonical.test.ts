import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonical } from './canonical.ts';

const data = fc.jsonValue({ noUnicodeString: false });

/** The same data, with the members of each object written in another order. */
function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, member]) => [name, turned(member)]),
  );
}

describe('the canonical text', () => {
  it('has its keys in code-unit order and no white space', () => {
    expect(canonical({ b: [1, { d: null, c: true }], a: 'x y', Z: 0.5 })).toBe(
      '{"Z":0.5,"a":"x y","b":[1,{"c":true,"d":null}]}',
    );
  });

  it('orders keys as RFC 8785 does, by code unit and not by letter', () => {
    const names = ['€', '\r', '\ufb33', '1', '😀', '\u0080', 'ö'];
    const text = canonical(Object.fromEntries(names.map((name) => [name, 0])));
    expect(Object.keys(JSON.parse(text))).toHaveLength(7);
    expect(text).toBe('{"\\r":0,"1":0,"\u0080":0,"ö":0,"€":0,"😀":0,"\ufb33":0}');
  });

  it('is the same in whatever order the members were written', () => {
    fc.assert(fc.property(data, (value) => canonical(turned(value)) === canonical(value)));
  });

  it('is read back as the data that it was made of', () => {
    fc.assert(
      fc.property(data, (value) => {
        expect(JSON.parse(canonical(value))).toEqual(fromJson(value));
      }),
    );
  });

  it('differs where the data differs', () => {
    fc.assert(
      fc.property(data, data, (one, other) => {
        const isSame = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
        expect(canonical(one) === canonical(other)).toBe(isSame);
      }),
    );
  });

  it('leaves out a member that is undefined, as if it had not been written', () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it.each([
    ['NaN', Number.NaN],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['an undefined item', [undefined]],
    ['a hole', new Array(1)],
    ['undefined', undefined],
    ['a function', { act: () => 1 }],
    ['a date', { at: new Date(0) }],
    ['a map', new Map([['a', 1]])],
    ['a big integer', 1n],
    ['a symbol', Symbol('a')],
  ])('refuses %s, which JSON would change without a word', (_what, value) => {
    expect(() => canonical(value)).toThrow(TypeError);
  });
});

/** What JSON makes of a value: `-0` becomes `0`. */
const fromJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => ({ name, member: sorted(member) }));
  return { members };
}
