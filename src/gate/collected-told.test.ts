import { describe, expect, test } from 'vitest';
import { statement as shop } from '../../statements/corner-shop/statement.ts';
import { splitTaken } from '../statement/clause.ts';
import type { Statement } from '../statement/statement.ts';
import { collectedTold } from './collected-told.ts';

const fieldsOf = (statement: Statement, before?: Statement) =>
  collectedTold(statement, before).flatMap(({ category, fields }) =>
    fields.map(({ field, isNew }) => [`${category}.${field}`, isNew] as const),
  );

describe('what is collected', () => {
  test('is every field that some event takes, and none of it is new without a version before', () => {
    const taken = Object.values(shop.collect).flatMap(({ takes }) =>
      Object.entries(takes).flatMap(([category, all]) => all.map((one) => `${category}.${splitTaken(one).field}`)),
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(
      fieldsOf(shop)
        .map(([path]) => path)
        .sort(),
    ).toEqual([...new Set(taken)].sort());
    expect(fieldsOf(shop).filter(([, isNew]) => isNew)).toEqual([]);
    expect(fieldsOf(shop, shop).filter(([, isNew]) => isNew)).toEqual([]);
  });

  test('is new where the version before took it with no event', () => {
    const [event, clause] = Object.entries<Statement['collect'][string]>(shop.collect)[0]!;
    const [category, all] = Object.entries(clause.takes)[0]!;
    const left = { ...clause, takes: { ...clause.takes, [category]: all.slice(1) } };
    const before: Statement = { ...shop, collect: { ...shop.collect, [event]: left } };
    const { field } = splitTaken(all[0]!);
    expect(fieldsOf(shop, before).filter(([, isNew]) => isNew)).toEqual([[`${category}.${field}`, true]]);
  });
});
