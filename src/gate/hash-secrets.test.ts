import { describe, expect, test } from 'vitest';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { secretsOf } from './hash-secrets.ts';

const secrets = secretsOf(statement);
const changed = {
  event: 'password-changed',
  at: '2027-03-01T10:00:00Z',
  data: { password: 'correct horse', hint: 'a horse' },
};
const played = { event: 'playback', at: '2027-03-01T10:00:00Z', data: { track: 'Lullaby' } };

describe('a secret', () => {
  test('is a one-way hash before anything looks at the event', async () => {
    const [play, change] = await secrets.hashed([played, changed], 'account');
    expect(play).toBe(played);
    expect(change).toEqual({ ...changed, data: { hint: 'a horse', password: expect.stringMatching(/^\$argon2id\$/) } });
  });

  test('that comes from where its event may not come from is not worked on, or a speaker could send thousands', async () => {
    const events = [changed, played];
    expect(await secrets.hashed(events, 'product')).toBe(events);
  });

  test('is no part of what a batch is known by: a quick digest could be tried with every password', () => {
    expect(secrets.without([changed, played])).toEqual([{ ...changed, data: { hint: 'a horse' } }, played]);
    const short = { ...changed, data: { password: 'short' } };
    expect(secrets.without([short])).toEqual([{ ...changed, data: {} }]);
  });
});
