import { describe, expect, it } from 'vitest';
import { Fault } from '../vault/fault.ts';
import { problemOf } from './problem-of.ts';
import { Problem } from './problems.ts';

describe('what a client is told of', () => {
  it.each([
    ['a database that is away', new Fault('storage-unavailable', 'gone', ''), 503, 'storage-unavailable', 1],
    ['another statement in force', new Fault('storage-newer', 'other', ''), 503, 'storage-unavailable', 1],
    ['a full disk', new Fault('disk-full', 'full', ''), 507, 'storage-full', undefined],
    ['damage', new Fault('storage-damaged', 'altered', ''), 500, 'internal', undefined],
    ['a slip of ours', new TypeError('ada@home.example is undefined'), 500, 'internal', undefined],
    ['nothing that is an error', 'ada@home.example', 500, 'internal', undefined],
    ['a problem', new Problem('too-many-attempts', { retryAfter: 7 }), 429, 'too-many-attempts', 7],
  ] as const)('%s', (_, error, status, code, retryAfter) => {
    const problem = problemOf(error);
    expect([problem.status, problem.code, problem.details.retryAfter]).toEqual([status, code, retryAfter]);
    expect(JSON.stringify(problem.body())).not.toContain('ada@');
  });
});
