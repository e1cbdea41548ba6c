/**
 * How long everything is held. The document leaves the lengths open, save that functional data stays as long as
 * a system is active and that cards and voice recordings do not stay at all. The lengths here are our choice:
 * the shortest that its stated reason can live with.
 */
import type { Section } from './vocabulary.ts';

const asNeeded = ['retention.as-needed'] as const;
const whileActive = ['retention.as-needed', 'retention.functional-while-active'] as const;

export const keep = {
  // A closed account can be taken back for a month, in case it was closed by mistake.
  account: { for: '30 days', after: 'account-closed', because: 'service', keeps: whileActive },
  'sign-in': { for: '1 day', after: 'account-closed', because: 'service', keeps: whileActive },
  registration: { for: '30 days', after: 'system-inactive', because: 'service', keeps: whileActive },
  system: { for: '30 days', after: 'system-inactive', because: 'support', keeps: whileActive },
  tuning: { for: '30 days', after: 'system-inactive', because: 'service', keeps: asNeeded },

  // A year and a month, so that one season can be held against the same season before.
  performance: { for: '13 months', after: 'collection', because: 'service', keeps: asNeeded },
  activity: { for: '13 months', after: 'collection', because: 'service', keeps: asNeeded },
  noise: { for: '6 months', after: 'collection', because: 'service', keeps: asNeeded },

  // Tax law asks for the papers of a sale.
  order: { for: '7 years', after: 'order-completed', because: 'law', keeps: asNeeded },

  // The warranty of two years lets a trouble come back.
  'support-case': { for: '2 years', after: 'case-closed', because: 'support', keeps: asNeeded },
  diagnostic: { for: '90 days', after: 'collection', because: 'support', keeps: asNeeded },
  'diagnostic-usage': { for: '90 days', after: 'collection', because: 'support', keeps: asNeeded },

  'contact-details': { for: '30 days', after: 'news-stopped', because: 'service', keeps: asNeeded },
  'mail-reading': { for: '6 months', after: 'collection', because: 'service', keeps: asNeeded },
  'partner-contacts': { for: '12 months', after: 'collection', because: 'service', keeps: asNeeded },

  visit: { for: '90 days', after: 'collection', because: 'service', keeps: asNeeded },
  searches: { for: '90 days', after: 'collection', because: 'service', keeps: asNeeded },
  settings: { for: '12 months', after: 'collection', because: 'service', keeps: asNeeded },
  'advertising-id': { for: '90 days', after: 'collection', because: 'service', keeps: asNeeded },
} as const satisfies Section<'keep'>;
