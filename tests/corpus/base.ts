/**
 * The world that every sample changes: the smallest statement that no check finds fault with. Ada has a
 * lamp; it tells when it is switched, so that it can be repaired.
 */
import type { Statement } from '../../src/statement/statement.ts';

const inAMonth = { says: 'ask', within: '30 days', remind: '7 days' } as const;

export const base: Statement = {
  id: 'lamp',
  title: 'What your lamp tells',
  dated: '2026-03-01',
  contacts: { controller: { says: 'The maker', name: 'Lamp Works', email: 'hello@lamp.example' } },
  words: {
    promises: {},
    situations: { using: { says: 'Using your lamp' } },
    touchpoints: { lamp: { says: 'the lamp' } },
    data: {
      light: {
        of: 'household',
        says: 'what the lamp does',
        fields: { level: { type: 'integer', says: 'how bright it is', unit: 'percent', min: 0, max: 100 } },
      },
    },
    purposes: { repair: { says: 'to repair it', basis: 'contract' } },
    recipients: {},
    regions: {},
    sources: {},
    facts: {},
    endings: {},
    choices: {},
  },
  collect: { switched: { says: 'you switch it', in: 'using', at: ['lamp'], takes: { light: ['level'] } } },
  use: { repair: { data: ['light'], needs: 'while held' } },
  keep: { light: { for: '30 days', after: 'collection', because: 'support' } },
  choices: {},
  share: {},
  messages: {},
  cookies: {},
  requests: {
    access: inAMonth,
    export: inAMonth,
    correction: inAMonth,
    erasure: inAMonth,
    restriction: inAMonth,
    objection: inAMonth,
  },
  deadlines: {},
  age: { says: 'Lamps are for adults.', minimum: 18 },
  transfers: {},
  changes: { says: 'We tell you first.', notice: '30 days' },
  figures: {},
  commitments: {},
  examples: [],
  signedOff: [],
};
