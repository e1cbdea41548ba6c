import { describe, expect, it } from 'vitest';
import { nearest } from './nearest.ts';

describe('the name that was meant', () => {
  it.each([
    ['contcat', 'contact'],
    ['Contact', 'contact'],
    ['cntact', 'contact'],
    ['contract', 'contact'],
    ['order.itme', 'order.item'],
  ])('for %s is %s', (slip, meant) => {
    expect(nearest(slip, ['order', 'contact', 'order.item'])).toBe(meant);
  });

  it('is the first of the nearest, and the nearest of the near', () => {
    expect(nearest('roon', ['room', 'roof', 'root'])).toBe('room');
    expect(nearest('rooms', ['roof', 'room'])).toBe('room');
  });

  it('is none where more than a third of the letters are wrong', () => {
    expect(nearest('birthday', ['contact', 'order'])).toBeUndefined();
    expect(nearest('ab', ['cd'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });
});
