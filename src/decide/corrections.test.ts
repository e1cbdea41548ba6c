import { describe, expect, it } from 'vitest';
import { statement as reference } from '../../statements/sonos-2017-08/statement.ts';
import type { Statement } from '../statement/statement.ts';
import { correctionOf } from './corrections.ts';

// As plain data, names as strings.
const statement: Statement = reference;
const { words } = statement;
const current = Object.entries(words.data).filter(([, category]) => category.current);

const ways = (category: string) =>
  Object.keys(words.data[category]!.fields).map((field) => {
    const { by, clause } = correctionOf(statement, category, [field]);
    return `${field}: ${by}, ${clause}`;
  });

describe('what is held as true', () => {
  it('is put right by hand where people gave it, and is as it came where a device or we did', () => {
    expect(current.map(([name]) => name)).toEqual(['account', 'sign-in', 'contact-details', 'registration']);
    expect(ways('account')).toEqual([
      'email: hand, collect.profile-changed',
      'name: hand, collect.profile-changed',
      'phone: hand, collect.profile-changed',
      'country: hand, collect.profile-changed',
      'postalCode: hand, collect.profile-changed',
      'language: hand, collect.profile-changed',
      'ipAddress: nobody, collect.sign-up',
    ]);
    // A password is changed under its own form, which asks for the present one.
    expect(ways('sign-in')).toEqual([
      'password: nobody, collect.password-changed',
      'hint: nobody, collect.password-changed',
      'securityAnswer: nobody, collect.password-changed',
    ]);
    expect(ways('contact-details')).toEqual([
      'name: hand, collect.contact-corrected',
      'email: hand, collect.contact-corrected',
    ]);
    expect(ways('registration')).toEqual([
      'systemId: nobody, collect.system-registered',
      'email: hand, collect.registration-corrected',
      'country: hand, collect.registration-corrected',
      'postalCode: hand, collect.registration-corrected',
      'language: hand, collect.registration-corrected',
      'ipAddress: nobody, collect.system-registered',
      'serial: nobody, collect.product-registered',
    ]);
  });

  it('says of what is held together by which event it came', () => {
    expect(correctionOf(statement, 'registration', ['ipAddress'], ['serial', 'ipAddress'])).toEqual({
      by: 'nobody',
      clause: 'collect.product-registered',
    });
  });

  it('is put right together by one event, or not at all', () => {
    expect(correctionOf(statement, 'registration', ['country', 'language']).by).toBe('hand');
    expect(correctionOf(statement, 'registration', ['country', 'serial'])).toEqual({
      by: 'nobody',
      clause: 'keep.registration',
    });
  });

  it('is not put right by what somebody else gives, what demands more, or what is not only true now', () => {
    const with_ = (change: object): Statement => {
      const event = { ...statement.collect['contact-corrected']!, ...change };
      return { ...statement, collect: { 'contact-corrected': event } };
    };
    expect(correctionOf(with_({}), 'contact-details', ['name']).by).toBe('hand');
    for (const change of [
      { from: 'music-partners' },
      { at: ['site'] },
      { takes: { 'contact-details': ['name?', 'email'] } },
      { takes: { 'contact-details': ['name?'], order: ['note?'] } },
    ])
      expect(correctionOf(with_(change), 'contact-details', ['name'])).toEqual({
        by: 'nobody',
        clause: 'collect.contact-corrected',
      });
  });
});
