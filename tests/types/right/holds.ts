/** What a field holds, as a static type. */
import {
  bands,
  country,
  duration,
  findable,
  flag,
  type Holds,
  integer,
  list,
  oneOf,
  position,
  serial,
  text,
} from '../../../src/statement/field.ts';

type Same<A, B> = [A, B] extends [B, A] ? true : never;

const level = bands('the noise', -100, 0, 32);
const colour = oneOf('the colour', ['black', 'white']);
const colours = list('the colours', colour, 3);
const found = findable(serial('the serial number'));
const place = position('where you are');
const on = flag('whether it is on');
const count = integer('how many', 'pieces', 0, 9);
const time = duration('how long', 'seconds', 60);
const note = text('a note', 80);
const home = country('your country');

export const holds: [
  Same<Holds<typeof level>, readonly number[]>,
  Same<Holds<typeof colour>, 'black' | 'white'>,
  Same<Holds<typeof colours>, readonly ('black' | 'white')[]>,
  Same<Holds<typeof found>, string>,
  Same<Holds<typeof place>, { readonly latitude: number; readonly longitude: number }>,
  Same<Holds<typeof on>, boolean>,
  Same<Holds<typeof count>, number>,
  Same<Holds<typeof time>, number>,
  Same<Holds<typeof note>, string>,
  Same<Holds<typeof home>, string>,
] = [true, true, true, true, true, true, true, true, true, true];
