import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statement as cornerShop } from '../../statements/corner-shop/statement.ts';
import type { Statement } from '../statement/statement.ts';
import { anyStatement, STRANGER } from '../testing/arbitrary-statement.ts';
import { check, inWords } from './check.ts';

/** The corner shop, after its author was careless in one place. */
const careless: Statement = {
  ...cornerShop,
  share: { delivery: { ...cornerShop.share.delivery!, inReturn: 'money' } },
};

describe('checking', () => {
  it('tells an author where, what and what to do', () => {
    expect(check(careless).map(inWords)).toEqual([
      'error S402 share.delivery: `courier` gives money for it: it is sold\n' +
        '  help: take nothing for it but a service to us, or share it with nobody',
    ]);
  });

  it('says nothing else while a name is wrong, for the rest could follow from it', () => {
    const slip = { ...careless, use: { ...careless.use, books: { ...careless.use.books!, data: ['ordr'] } } };
    expect(check(slip).map(({ code, says }) => `${code} ${says}`)).toEqual(['S101 `ordr` is not declared']);
  });

  it('reads wording only where there is one', () => {
    const codes = (said?: ReadonlySet<string>) => new Set(check(cornerShop, said).map(({ code }) => code));
    expect(codes()).toEqual(new Set());
    expect(codes(new Set())).toEqual(new Set(['S502']));
  });

  it('finds every stranger, wherever an author can name one', () => {
    fc.assert(
      fc.property(anyStatement, (statement) => {
        const isNamed = JSON.stringify(statement).includes(JSON.stringify(STRANGER));
        const found = check(statement).some(({ code, says }) => code === 'S101' && says.includes(`\`${STRANGER}\``));
        expect(found).toBe(isNamed);
      }),
      { numRuns: 500 },
    );
  });

  it('gets through any statement whose names are declared, whatever they are', () => {
    const codes = new Set<string>();
    fc.assert(
      fc.property(anyStatement, (statement) => {
        for (const { code, at, says, help } of check(withoutStrangers(statement), new Set())) {
          codes.add(code);
          expect([at, says, help]).not.toContain('');
          expect(says).not.toMatch(/undefined|\[object/);
        }
      }),
      { numRuns: 500 },
    );
    // That they were reached at all: the random statements are wrong in many ways.
    expect(codes.size).toBeGreaterThan(15);
  });
});

/** Takes away what mentions a stranger, until the checks that need sound names have their turn. */
function withoutStrangers(statement: Statement): Statement {
  const settled = structuredClone({
    ...statement,
    words: { ...statement.words, situations: { somewhere: { says: 'somewhere' } } },
  });
  for (;;) {
    const strange = check(settled).filter(({ code }) => code < 'S107' || code === 'S108' || code === 'S109');
    if (strange.length === 0) return settled;
    for (const { at } of strange) {
      const dot = at.indexOf('.');
      const [section, name] = [at.slice(0, dot), at.slice(dot + 1)];
      for (const named of [settled, settled.words].flatMap((one) => Object.entries(one))) {
        if (named[0] === section || (named[0] === 'purposes' && section === 'use')) delete named[1][name];
      }
    }
  }
}
