import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'there' } },
    regions: { here: { says: 'here', countries: ['DE'] }, there: { says: 'there', countries: ['US'] } },
  },
  collect: { switched: { says: 'you switch it' } },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S406',
  sound: world(
    { transfers: { abroad: { from: 'here', to: ['there'], safeguard: 'standard contractual clauses' } } },
    room,
  ),
  broken: room,
  at: 'share.parts',
  says: '`shop` works in `there`, and no safeguard covers what goes there from `here`',
  help: 'name one under `transfers`, from `here` to `there`',
};
