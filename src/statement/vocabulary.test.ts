import { describe, expect, it } from 'vitest';
import { statement } from '../../statements/corner-shop/statement.ts';
import { canonical } from './canonical.ts';
import { SECTIONS } from './clause.ts';

describe('a written statement', () => {
  it('has every section, also those that its author had no use for', () => {
    for (const section of SECTIONS) expect(statement[section]).toBeTypeOf('object');
    expect(statement.cookies).toEqual({});
    expect(statement.signedOff).toEqual([]);
  });

  it('is plain data: the same value, from the text that it is kept as', () => {
    expect(JSON.parse(canonical(statement))).toEqual(statement);
  });

  it('can be changed nowhere, its words included', () => {
    const unfrozen: string[] = [];
    const visit = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) return;
      if (!Object.isFrozen(value)) unfrozen.push(path);
      for (const [name, member] of Object.entries(value)) visit(member, `${path}.${name}`);
    };
    visit(statement, 'statement');
    expect(unfrozen).toEqual([]);
  });
});
