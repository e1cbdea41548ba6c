import { expect, it } from 'vitest';
import { statement } from '../../../statements/sonos-2017-08/statement.ts';
import { accountLine, accountLines } from './account.ts';

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
