import { type Sample, world } from '../sample.ts';

const room = world({
  words: {
    data: {
      voice: {
        of: 'household',
        says: 'what you said',
        fields: { clip: { type: 'sound', says: 'the recording', most: 9 } },
      },
    },
  },
  collect: { switched: { takes: { voice: ['clip'] } } },
  use: { repair: { data: ['light', 'voice'] } },
});

export const sample: Sample = {
  code: 'S209',
  sound: world({ words: { data: { voice: { passing: true } } } }, room),
  broken: world({ keep: { voice: { for: '30 days', after: 'collection', because: 'service' } } }, room),
  at: 'data.voice.clip',
  says: '`clip` is recorded sound, and `voice` is held',
  help: 'put it in a category that is `passing`',
};
