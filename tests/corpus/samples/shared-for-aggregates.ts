import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S404',
  sound: room,
  broken: world({ words: { recipients: { shop: { kind: 'public' } } } }, room),
  at: 'share.parts',
  says: "people's data goes to `shop`, who is the public",
  help: 'publish a figure instead: see `sharedWith` under `figures`',
  also: [
    {
      broken: world(
        {
          words: { purposes: { repair: { sees: 'aggregates' } } },
          figures: { lamps: { says: 'lamps', counts: 'switched', every: 'day', atLeast: 20, for: 'repair' } },
        },
        room,
      ),
      at: 'share.parts',
      says: "people's data is shared for `repair`, which sees figures alone",
    },
  ],
};
