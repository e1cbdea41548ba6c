import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: {
      heat: {
        of: 'household',
        says: 'how warm it gets',
        fields: { level: { type: 'integer', says: 'how warm it is', unit: 'degrees', min: 0, max: 200 } },
      },
    },
  },
  use: { repair: { data: ['light', 'heat'] } },
  keep: { heat: { for: '30 days', after: 'collection', because: 'support' } },
});

export const sample: Sample = {
  code: 'S213',
  sound: world(
    { collect: { warmed: { says: 'it is warm', in: 'using', at: ['lamp'], takes: { heat: ['level'] } } } },
    room,
  ),
  broken: world({ collect: { switched: { takes: { light: ['level'], heat: ['level'] } } } }, room),
  at: 'collect.switched',
  says: '`heat.level` and `light.level` arrive under one name',
  help: 'give one of them another name, or an event of its own',
  also: [
    {
      broken: world(
        {
          collect: {
            switched: { takes: { light: ['level', 'level?'] } },
            warmed: { says: 'it is warm', in: 'using', at: ['lamp'], takes: { heat: ['level'] } },
          },
        },
        room,
      ),
      at: 'collect.switched',
      says: '`light.level` is taken twice',
    },
  ],
};
