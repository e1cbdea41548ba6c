import { type Sample, world } from '../sample.ts';

export const sample: Sample = {
  code: 'S705',
  sound: world({ contacts: { controller: { name: 'Lamps Limited' } } }),
  broken: world({
    contacts: { controller: undefined, press: { says: 'The press', name: 'Lamp Works', email: 'press@lamp.example' } },
  }),
  at: 'contacts',
  says: 'nobody is named who answers for this statement',
  help: 'write `contacts.controller`',
};
