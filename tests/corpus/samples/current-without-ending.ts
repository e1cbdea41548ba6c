import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S214',
  sound: world({
    words: { data: { light: { current: true } }, endings: { 'moved-out': { says: 'you move out' } } },
    keep: { light: { after: 'moved-out' } },
  }),
  broken: world({ words: { data: { light: { current: true } } } }),
  at: 'keep.light',
  says: '`light` holds what is true now, which is written anew and again, so no single collection starts its clock',
  help: 'let an ending start it, such as the closing of an account; or drop `current`, to hold what happened',
};
