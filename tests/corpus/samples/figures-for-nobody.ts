import { type Sample, world } from '../sample.ts';

const room = world({
  words: { purposes: { plan: { says: 'to plan', basis: 'legitimate-interest', sees: 'aggregates' } } },
  use: { plan: { data: ['light'], needs: 'while held' } },
});

export const sample: Sample = {
  code: 'S804',
  sound: world(
    { figures: { lamps: { says: 'lamps in use', counts: 'switched', every: 'month', atLeast: 20, for: 'plan' } } },
    room,
  ),
  broken: room,
  at: 'use.plan',
  says: '`plan` sees figures alone, and none is counted for it',
  help: 'count one under `figures`, or take the purpose away',
};
