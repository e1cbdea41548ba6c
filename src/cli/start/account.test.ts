import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { statement } from '../../../statements/sonos-2017-08/statement.ts';
import { createOutbox } from '../../people/mail/carrier.ts';
import { accountLine, accountLines, keepAccount } from './account.ts';

const counts = {
  'events received': 20,
  'events stored collect.volume': 12,
  'events stored collect.playback': 3,
  'events withheld choices.usage-data': 4,
  'events refused undeclared-event': 1,
  'fields refused undeclared-field': 2,
};

it('an account is one line: what was stored, withheld by which clause, refused for which reason', () => {
  expect(accountLine(counts)).toBe(
    'stored 15 · withheld 4 (choices.usage-data 4) · refused 1 (undeclared-event 1) · fields refused: undeclared-field 2',
  );
});

it('on a terminal it says more, in the words of the statement, no wider than that', () => {
  expect(accountLines(statement, counts, 80)).toEqual([
    'stored         15  volume 12, playback 3',
    'withheld        4  choices.usage-data: Share additional usage data',
    'refused         1  undeclared-event',
    '           fields  undeclared-field 2 refused',
  ]);
  for (const line of accountLines(statement, counts, 30)) expect(line.length).toBeLessThan(30);
});

it.each([
  ['on a terminal a letter is shown, link and all', true, 'https://account.example/reset/link_abc'],
  ['elsewhere a letter is only said to have come: it could end up in a file', false, 'a letter came;'],
])('%s', async (_, isTTY, shown) => {
  let said = '';
  const out = new Writable({
    write(chunk, _encoding, done) {
      said += chunk;
      done();
    },
  });
  const outbox = createOutbox();
  // Sound: of a world, the account reads these three.
  const world = { counts: async () => counts, compiled: { statement }, outbox } as unknown as Parameters<
    typeof keepAccount
  >[0];
  const account = keepAccount(world, Object.assign(out, { isTTY }));
  await outbox.carry({
    id: 'a',
    to: 'ada@home.example',
    subject: 'Set a new password',
    text: 'https://account.example/reset/link_abc',
    html: '',
  });
  await account.close();
  expect(said).toContain(shown);
  expect(said.includes('ada@home.example')).toBe(isTTY);
});
