import { describe, expect, it } from 'vitest';
import { freeze } from './freeze.ts';

describe('frozen data', () => {
  it('can be changed nowhere', () => {
    const data = freeze({ choices: [{ name: 'usage', at: ['app'] }] }) as { choices: { at: string[] }[] };
    expect(() => data.choices.push({ at: [] })).toThrow(TypeError);
    expect(() => data.choices[0]!.at.push('site')).toThrow(TypeError);
    expect(data).toEqual({ choices: [{ name: 'usage', at: ['app'] }] });
  });

  it('can not be changed below what was frozen before either', () => {
    const inner = { at: ['app'] };
    freeze(Object.freeze({ inner }));
    expect(() => inner.at.push('site')).toThrow(TypeError);
  });

  it('is the very value that was given', () => {
    const data = { a: 1 };
    expect(freeze(data)).toBe(data);
    expect(freeze(null)).toBe(null);
    expect(freeze('text')).toBe('text');
  });
});
