import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S104',
  sound: world({ keep: { light: { for: '1 month' } } }),
  broken: world({ keep: { light: { for: 'a month' } } }),
  at: 'keep.light',
  says: '`a month` is not a span of time',
  help: 'write a whole number and a unit: `30 days`, `7 years`',
  also: [
    {
      broken: world({ use: { repair: { needs: 'forever' } } }),
      at: 'use.repair',
      says: '`forever` is not a span of time',
    },
    {
      broken: world({ use: { repair: { needsOf: { light: 'a while' } } } }),
      at: 'use.repair',
      says: '`a while` is not a span of time',
    },
    {
      broken: world({ requests: { access: { remind: 'soon' } } }),
      at: 'requests.access',
      says: '`soon` is not a span of time',
    },
    {
      broken: world({ deadlines: { news: { says: 'we stop', within: 'soon' } } }),
      at: 'deadlines.news',
      says: '`soon` is not a span of time',
    },
    { broken: world({ changes: { notice: '0 days' } }), at: 'changes', says: '`0 days` is not a span of time' },
    {
      broken: world({ words: { sources: { grid: { says: 'the grid', forbids: { longerThan: '2000 years' } } } } }),
      at: 'sources.grid',
      says: '`2000 years` is not a span of time',
    },
  ],
};
