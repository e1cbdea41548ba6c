import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S703',
  sound: world({ requests: { objection: { within: '1 week', remind: '1 day' } } }),
  broken: world({ requests: { objection: undefined } }),
  at: 'requests.objection',
  says: 'nothing says by when a request for objection is answered',
  help: 'write `requests.objection`',
};
