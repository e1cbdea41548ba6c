import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S101',
  sound: world({ use: { repair: { data: ['light.level'] } } }),
  broken: world({ use: { repair: { data: ['light.levle'] } } }),
  at: 'use.repair',
  says: '`light.levle` is not declared',
  help: 'did you mean `light.level`?',
  also: [
    {
      broken: world({ collect: { switched: { in: 'usin' } } }),
      at: 'collect.switched',
      says: '`usin` is not declared',
    },
    {
      broken: world({ collect: { switched: { at: ['lapm'] } } }),
      at: 'collect.switched',
      says: '`lapm` is not declared',
    },
    {
      broken: world({ collect: { switched: { takes: { lihgt: ['level'] } } } }),
      at: 'collect.switched',
      says: '`lihgt` is not declared',
    },
    {
      broken: world({ collect: { switched: { takes: { light: ['levle?'] } } } }),
      at: 'collect.switched',
      says: '`light.levle` is not declared',
    },
    {
      broken: world({ collect: { switched: { needs: ['usage'] } } }),
      at: 'collect.switched',
      says: '`usage` is not declared',
    },
    {
      broken: world({ collect: { switched: { when: { not: { any: [{ fact: 'age', atLeast: 16 }] } } } } }),
      at: 'collect.switched',
      says: '`age` is not declared',
    },
    {
      broken: world({ collect: { switched: { from: 'grid' } } }),
      at: 'collect.switched',
      says: '`grid` is not declared',
    },
    {
      broken: world({ collect: { switched: { keeps: ['a.promise'] } } }),
      at: 'collect.switched',
      says: '`a.promise` is not declared',
    },
    {
      broken: world({ use: { constructor: { data: ['light'], needs: 'while held' } } }),
      at: 'use.constructor',
      says: '`constructor` is not declared',
    },
    { broken: world({ use: { repair: { on: 'help' } } }), at: 'use.repair', says: '`help` is not declared' },
    {
      broken: world({ keep: { heat: { for: '1 day', after: 'collection', because: 'law' } } }),
      at: 'keep.heat',
      says: '`heat` is not declared',
    },
    { broken: world({ keep: { light: { after: 'sold' } } }), at: 'keep.light', says: '`sold` is not declared' },
    {
      broken: world({ words: { recipients: { shop: { says: 'who repairs it', kind: 'vendor', region: 'moon' } } } }),
      at: 'recipients.shop',
      says: '`moon` is not declared',
    },
    {
      broken: world({ words: { sources: { grid: { says: 'the grid', forbids: { purposes: ['news'] } } } } }),
      at: 'sources.grid',
      says: '`news` is not declared',
    },
    {
      broken: world({
        messages: { letter: { says: 'a letter', class: 'promotional', on: [], channels: ['post'], for: 'news' } },
      }),
      at: 'messages.letter',
      says: '`news` is not declared',
    },
    {
      broken: world({
        cookies: {
          theme: {
            says: 'how it looks',
            class: 'analytics',
            as: 'cookie',
            lasts: 'session',
            by: 'shop',
            for: 'repair',
          },
        },
      }),
      at: 'cookies.theme',
      says: '`shop` is not declared',
    },
    {
      broken: world({ transfers: { abroad: { from: 'here', to: [], safeguard: 'clauses' } } }),
      at: 'transfers.abroad',
      says: '`here` is not declared',
    },
    {
      broken: world({
        figures: { lamps: { says: 'lamps', counts: 'swiched', every: 'day', atLeast: 20, for: 'repair' } },
      }),
      at: 'figures.lamps',
      says: '`swiched` is not declared',
    },
    {
      broken: world({ signedOff: [{ clause: 'collect.swiched', words: 'never', by: 'officer', on: '2026-01-01' }] }),
      at: 'signedOff.1',
      says: '`collect.swiched` is not declared',
    },
  ],
};
