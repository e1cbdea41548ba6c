import { describe, expect, it } from 'vitest';
import { statement } from '../../statements/corner-shop/statement.ts';
import { clauseId, clauses, covers, splitPath, splitTaken } from './clause.ts';

describe('the clauses of the corner shop', () => {
  it('are listed by section, in the order of the author, each with its promises', () => {
    const listed = clauses(statement).map(({ id }) => id);
    expect(listed).toEqual([
      'collect.order',
      'use.deliver',
      'use.books',
      'use.suggest',
      'keep.contact',
      'keep.order',
      'choices.suggestions',
      'share.delivery',
      'requests.access',
      'requests.export',
      'requests.correction',
      'requests.erasure',
      'requests.restriction',
      'requests.objection',
      'contacts.controller',
      'age',
      'changes',
    ]);
  });

  it('cite the promises that they keep, and an empty list where they cite none', () => {
    const keeps = Object.fromEntries(clauses(statement).map(({ id, keeps }) => [id, keeps]));
    expect(keeps['collect.order']).toEqual(['shop.delivers']);
    expect(keeps.age).toEqual([]);
  });

  it('have ids of their own', () => {
    const ids = clauses(statement).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, section, name } of clauses(statement)) {
      expect(id).toBe(section === 'age' || section === 'changes' ? section : clauseId(section, name));
    }
  });
});

describe('a path', () => {
  it('is a category, or a field of one', () => {
    expect(splitPath('contact')).toEqual({ category: 'contact', field: undefined });
    expect(splitPath('contact.email')).toEqual({ category: 'contact', field: 'email' });
  });

  it('covers its field alone, and a category all of its fields', () => {
    expect(covers(['contact.email'], 'contact', 'email')).toBe(true);
    expect(covers(['contact.email'], 'contact', 'name')).toBe(false);
    expect(covers(['contact'], 'contact', 'name')).toBe(true);
    expect(covers(['contacts', 'cont'], 'contact', 'name')).toBe(false);
  });
});

describe('a taken field', () => {
  it('is demanded, unless it says that it is only offered', () => {
    expect(splitTaken('phone')).toEqual({ field: 'phone', demanded: true });
    expect(splitTaken('phone?')).toEqual({ field: 'phone', demanded: false });
  });
});
