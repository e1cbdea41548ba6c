import type { Check } from './diagnostic.ts';

/** GDPR article 13(1)(a). */
export const nobodyToWriteTo: Check = {
  code: 'S705',
  name: 'nobody-to-write-to',
  severity: 'error',
  summary: 'the statement names nobody who answers for it',
  *check({ contacts }) {
    if (Object.hasOwn(contacts, 'controller')) return;
    yield {
      at: 'contacts',
      says: 'nobody is named who answers for this statement',
      help: 'write `contacts.controller`',
    };
  },
};
