import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S701',
  sound: world({ requests: { access: { within: '1 month' } } }),
  broken: world({ requests: { access: { within: '31 days' } } }),
  at: 'requests.access',
  says: 'a request may take 31 days, and the law gives one month',
  help: 'write `30 days` or less',
};
