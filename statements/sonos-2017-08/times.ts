/** By when things are done: requests, other deadlines, changes of the statement; and the age. */
import type { Section } from './vocabulary.ts';

// A request is answered within 30 days at the latest; the reminder a week before is our choice.
const clock = { within: '30 days', remind: '7 days' } as const;
const answered = ['rights.within-30-days', 'rights.view-edit-delete', 'rights.by-email'] as const;

export const requests = {
  access: { says: 'see what we hold about you', ...clock, keeps: answered },
  export: {
    says: 'take it along, in a form for machines and in one that reads well',
    ...clock,
    keeps: ['rights.export', 'rights.within-30-days'],
  },
  correction: { says: 'have what is wrong put right', ...clock, keeps: [...answered, 'rights.account'] },
  erasure: {
    says: 'have your data erased',
    ...clock,
    warns: 'Your products stop working: they need a registration, and it goes too. It can’t be brought back.',
    keeps: [...answered, 'rights.account', 'rights.deletion-stops-products'],
  },
  restriction: { says: 'have us hold it and leave it alone', ...clock, keeps: ['rights.within-30-days'] },
  objection: { says: 'object to a use', ...clock, keeps: ['rights.within-30-days'] },
} as const satisfies Section<'requests'>;

export const deadlines = {
  // At once in fact; the week is what the document allows, and what an alarm watches.
  unsubscribe: {
    says: 'an unsubscribe is in force',
    within: '1 week',
    keeps: ['contact.unsubscribe'],
  },
  'usage-off': {
    says: 'a connected product stops sending usage data after you turn it off',
    within: '1 minute',
    keeps: ['usage.opt-out-any-time'],
  },
  'out-of-touch': {
    says: 'a product that can’t reach us goes back to functional data alone',
    within: '24 hours',
    keeps: ['usage.opt-out-any-time'],
  },
  // Ours: the document names no time.
  'child-found': {
    says: 'the account of someone under sixteen is cancelled and its data erased, from the day we know',
    within: '7 days',
    keeps: ['children.under-16'],
  },
  // Ours. A keyed hash of the address, so that nobody is registered again, or written to again, by mistake.
  'suppression-forgotten': {
    says: 'an address that may not come back unnoticed, a child’s or one that wanted no news when it was erased, is struck off our list of such',
    within: '5 years',
    keeps: ['children.under-16', 'retention.as-needed'],
  },
  'backups-forgotten': {
    says: 'what was erased can no longer be read from any backup',
    within: '7 days',
    keeps: ['rights.view-edit-delete', 'retention.as-needed'],
  },
  'requests-forgotten': {
    says: 'what you asked of us and what came of it is forgotten, from the day it was answered',
    within: '3 years',
    keeps: ['retention.as-needed'],
  },
  'deletion-undone': {
    says: 'what you deleted can be had back; then it is destroyed',
    within: '7 days',
    keeps: ['rights.view-edit-delete'],
  },
  // Ours: long enough for mail that is put off, short enough that nobody has forgotten that they asked.
  'address-confirmed': {
    says: 'a new email address is confirmed by a link that we mail there, or the one before stays in use',
    within: '24 hours',
    keeps: ['rights.account', 'security.individual-login'],
  },
  'vendors-listed': {
    says: 'the current list of vendors goes to anyone who asks',
    within: '7 days',
    keeps: ['share.vendors'],
  },
} as const satisfies Section<'deadlines'>;

export const age = {
  says: 'Our products are not made for children. We don’t knowingly ask anyone under sixteen for data; when we find, or a parent or guardian tells us, that someone under sixteen signed up, we cancel the account and erase its data.',
  minimum: 16,
  keeps: ['children.under-16'],
} as const satisfies Section<'age'>;

// The document says "before"; thirty days is our choice.
export const changes = {
  says: 'A material change is announced, here or by message, before it takes effect. Going on afterwards is recorded as going on; it links no partner and turns no choice on.',
  notice: '30 days',
  keeps: ['changes.material-notice', 'changes.dated'],
} as const satisfies Section<'changes'>;
