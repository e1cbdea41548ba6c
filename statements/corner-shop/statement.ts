/**
 * The smallest honest statement: a corner shop that delivers. Read it to learn the language; every
 * sort of name is in the vocabulary first, and the clauses then use nothing else.
 */
import { email, integer, text } from '../../src/statement/field.ts';
import { vocabulary } from '../../src/statement/vocabulary.ts';

const words = vocabulary({
  promises: {
    'shop.delivers': 'What an order needs is taken and given to the courier, and serves the delivery alone.',
    'shop.asks-first': 'Suggestions from past orders are made only to people who asked for them.',
    'shop.forgets': 'Orders are forgotten when the law no longer asks for them.',
    'shop.answers': 'Every request is answered within 30 days.',
  },
  situations: { buying: { says: 'Buying from us' } },
  touchpoints: { shop: { says: 'our web shop' } },
  data: {
    contact: {
      of: 'person',
      says: 'who and where you are',
      current: true,
      fields: { name: text('your name', 200), email: email('your email address'), address: text('your address', 400) },
    },
    order: {
      of: 'person',
      says: 'what you bought',
      fields: { item: text('the goods', 200), pieces: integer('how many', 'pieces', 1, 999) },
    },
  },
  purposes: {
    deliver: { says: 'to bring you what you order', basis: 'contract' },
    books: { says: 'to keep the books that the law asks for', basis: 'legal-obligation' },
    suggest: { says: 'to suggest things you may like', basis: 'consent', marketing: true },
  },
  recipients: { courier: { says: 'the courier who brings your parcel', kind: 'vendor', region: 'here' } },
  regions: { here: { says: 'the country of our shop' } },
  sources: {},
  facts: {},
  endings: { closed: { says: 'you close your account', when: ['closing'] } },
  choices: { suggestions: { says: 'suggestions from what you bought' } },
});

export const statement = words.statement({
  id: 'corner-shop',
  title: 'What our shop knows about you',
  dated: '2026-03-01',
  contacts: { controller: { says: 'The shop', name: 'Corner Shop', email: 'hello@shop.example' } },
  collect: {
    order: {
      says: 'you order',
      in: 'buying',
      at: ['shop'],
      takes: { contact: ['name', 'email', 'address'], order: ['item', 'pieces'] },
      keeps: ['shop.delivers'],
    },
  },
  use: {
    deliver: { data: ['contact', 'order'], needs: 'while held', keeps: ['shop.delivers'] },
    books: { data: ['order'], needs: '7 years', keeps: ['shop.forgets'] },
    suggest: { data: ['order'], needs: '1 year', on: 'suggestions', keeps: ['shop.asks-first'] },
  },
  keep: {
    contact: { for: '30 days', after: 'closed', because: 'service', keeps: ['shop.forgets'] },
    order: { for: '7 years', after: 'collection', because: 'law', keeps: ['shop.forgets'] },
  },
  choices: {
    suggestions: {
      kind: 'opt-in',
      starts: 'off',
      of: 'person',
      asks: 'Suggest things from what I bought',
      tells: 'Without it the shop works just the same.',
      governs: { purposes: ['suggest'] },
      at: ['shop'],
      keeps: ['shop.asks-first'],
    },
  },
  share: {
    delivery: {
      says: 'to bring the parcel',
      to: ['courier'],
      sends: ['contact.name', 'contact.address'],
      for: 'deliver',
      bound: true,
      inReturn: 'a service to us',
      keeps: ['shop.delivers'],
    },
  },
  requests: {
    access: { says: 'see what we hold', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
    export: { says: 'take it along', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
    correction: { says: 'have it put right', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
    erasure: { says: 'have it erased', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
    restriction: { says: 'have us stop using it', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
    objection: { says: 'object to a use', within: '30 days', remind: '7 days', keeps: ['shop.answers'] },
  },
  age: { says: 'Our shop is for adults.', minimum: 18 },
  changes: { says: 'We tell you before we change this.', notice: '30 days' },
  examples: [
    {
      says: 'nobody gets suggestions without asking',
      ask: { ask: 'open', purpose: 'suggest', category: 'order', field: 'item' },
      answer: 'withheld',
      by: 'choices.suggestions',
    },
    {
      says: 'who asked for suggestions gets them',
      given: { choices: { suggestions: 'on' } },
      ask: { ask: 'open', purpose: 'suggest', category: 'order', field: 'item' },
      answer: 'permitted',
      by: 'use.suggest',
    },
    {
      says: 'the courier does not learn what is in the parcel',
      ask: { ask: 'send', recipient: 'courier', purpose: 'deliver', category: 'order', field: 'item' },
      answer: 'refused',
    },
  ],
});
