import { type Sample, world } from '../sample.ts';

const room = world({
  words: { sources: { grid: { says: 'the grid', forbids: { purposes: ['repair'] } } } },
  collect: { switched: { from: 'grid' } },
});

export const sample: Sample = {
  code: 'S208',
  sound: world(
    { collect: { seen: { says: 'we see it', in: 'using', at: ['lamp'], takes: { light: ['level'] } } } },
    room,
  ),
  broken: room,
  at: 'use.repair',
  says: '`light.level` comes from `grid` alone, which forbids `repair`',
  help: 'stop using it, or get it from somewhere else',
};
