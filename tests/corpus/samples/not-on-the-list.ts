import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'here' } },
    regions: { here: { says: 'here' } },
  },
  share: { parts: { says: 'to find the part', to: ['shop'], sends: ['light'], for: 'repair', bound: true } },
});

export const sample: Sample = {
  code: 'S103',
  sound: world({ share: { parts: { inReturn: 'nothing' } } }, room),
  broken: world({ share: { parts: { inReturn: 'gold' } } }, room),
  at: 'share.parts',
  says: '`gold` is no return',
  help: 'use one of `nothing`, `a service to us`, `money`, `other value`',
  also: [
    {
      broken: world({ words: { data: { light: { of: 'lamp' } } } }, room),
      at: 'data.light',
      says: '`lamp` is no kind of subject',
    },
    {
      broken: world(
        { words: { data: { light: { fields: { level: { type: 'list', of: { type: 'blob' }, most: 3 } } } } } },
        room,
      ),
      at: 'data.light.level',
      says: '`blob` is no type of field',
    },
    {
      broken: world({ words: { purposes: { repair: { basis: 'hope' } } } }, room),
      at: 'purposes.repair',
      says: '`hope` is no basis',
    },
    {
      broken: world({ keep: { light: { because: 'habit' } } }, room),
      at: 'keep.light',
      says: '`habit` is no reason to keep',
    },
    {
      broken: world({ share: { parts: { grounds: ['curiosity'] } } }, room),
      at: 'share.parts',
      says: '`curiosity` is no ground',
    },
    {
      broken: world({ requests: { oblivion: { says: 'forget', within: '1 day', remind: '1 hour' } } }, room),
      at: 'requests.oblivion',
      says: '`oblivion` is no request',
    },
  ],
};
