import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S702',
  sound: world({ requests: { access: { remind: '29 days' } } }),
  broken: world({ requests: { access: { remind: '30 days' } } }),
  at: 'requests.access',
  says: 'the reminder is 30 days before the end of 30 days, when nothing has been asked yet',
  help: 'write a span shorter than 30 days',
};
