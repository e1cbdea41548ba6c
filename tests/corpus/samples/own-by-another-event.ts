import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: { light: { fields: { maker: { type: 'identifier', says: 'who made the bulb', max: 40 } } } },
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: {
    parts: {
      says: 'to find the part',
      to: ['shop'],
      sends: ['light.level'],
      own: 'light.maker',
      for: 'repair',
      bound: true,
    },
  },
  collect: { fitted: { says: 'you fit a bulb', in: 'using', at: ['lamp'], takes: { light: ['maker'] } } },
});

export const sample: Sample = {
  code: 'S411',
  sound: world({ collect: { switched: { takes: { light: ['level', 'maker'] } } } }, room),
  broken: room,
  at: 'share.parts',
  says: "no event has `light.level` together with `light.maker`, so it is nobody's own",
  help: 'take `light.maker` in the same event, or send it by a clause without `own`',
};
