/** A lending library: the world that the wrong samples slip in. */
import { email, sound, text } from '../../../src/statement/field.ts';
import { vocabulary } from '../../../src/statement/vocabulary.ts';

export const words = vocabulary({
  promises: { 'library.forgets': 'Loans are forgotten.', 'library.lends': 'Books are lent.' },
  situations: { borrowing: { says: 'Borrowing' }, joining: { says: 'Joining' } },
  touchpoints: { desk: { says: 'the desk' }, site: { says: 'our site' } },
  data: {
    contact: {
      of: 'person',
      says: 'who you are',
      current: true,
      fields: { name: text('your name', 80), email: email('your email address') },
    },
    loan: { of: 'person', says: 'what you read', fields: { title: text('the book', 200) } },
    reading: {
      of: 'person',
      says: 'what you read aloud',
      passing: true,
      fields: { voice: sound('your voice', 9_000) },
    },
  },
  purposes: {
    lend: { says: 'to lend', basis: 'contract' },
    suggest: { says: 'to suggest books', basis: 'consent' },
  },
  recipients: {
    binder: { says: 'the bookbinder', kind: 'vendor', region: 'here' },
    printer: { says: 'who prints cards', kind: 'vendor', region: 'here' },
  },
  regions: { here: { says: 'here' } },
  sources: {},
  facts: { age: { says: 'how old you are', type: 'number' }, member: { says: 'you are a member', type: 'flag' } },
  endings: { left: { says: 'you leave' } },
  choices: { suggestions: { says: 'suggestions' }, letters: { says: 'letters' } },
});

const inAMonth = { says: 'ask', within: '30 days', remind: '7 days' } as const;

/** The clauses, one section a member, so that a sample can change one of them. */
export const clauses = {
  id: 'library',
  title: 'What the library knows',
  dated: '2026-03-01',
  contacts: { controller: { says: 'The library', name: 'Library', email: 'desk@library.example' } },
  collect: {
    join: {
      says: 'you join',
      in: 'borrowing',
      at: ['desk'],
      takes: { contact: ['name', 'email?'] },
      when: { fact: 'age', atLeast: 16 },
    },
    borrow: { says: 'you borrow', in: 'borrowing', at: ['desk'], takes: { loan: ['title'], reading: ['voice?'] } },
  },
  use: {
    lend: { data: ['contact.email', 'loan'], needs: 'while held' },
    suggest: { data: ['loan'], needs: '1 year', on: 'suggestions' },
  },
  keep: {
    contact: { for: '30 days', after: 'left', because: 'service' },
    loan: { for: '1 year', after: 'collection', because: 'service', keeps: ['library.forgets'] },
  },
  choices: {
    suggestions: {
      kind: 'opt-in',
      starts: 'off',
      of: 'person',
      asks: 'Suggest books',
      tells: 'You can borrow without.',
      governs: { purposes: ['suggest'] },
      at: ['desk'],
    },
    letters: {
      kind: 'opt-out',
      starts: 'on',
      of: 'person',
      asks: 'Write to me',
      tells: 'You hear of us at the desk.',
      governs: { promotion: ['post'] },
      at: ['desk', 'site'],
    },
  },
  share: { binding: { says: 'to bind it', to: ['binder'], sends: ['loan.title'], for: 'lend', bound: true } },
  requests: {
    access: inAMonth,
    export: inAMonth,
    correction: inAMonth,
    erasure: inAMonth,
    restriction: inAMonth,
    objection: inAMonth,
  },
  age: { says: 'Everyone may borrow.', minimum: 16 },
  changes: { says: 'We tell you first.', notice: '30 days' },
} as const;

export const library = words.statement(clauses);
