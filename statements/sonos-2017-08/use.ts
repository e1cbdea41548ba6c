/** What each of the six purposes may see. What stands here for none of them is opened by nobody. */
import type { Section } from './vocabulary.ts';

/**
 * Nothing needs what happened longer than its own time: were it kept longer, no purpose would see it, and the check
 * `kept-longer-than-needed` says so. Profiles, orders and cases end with something that may be years away.
 */
const listening = { performance: '13 months', activity: '13 months' } as const;

export const use = {
  provide: {
    data: [
      'account',
      'contact-details.email',
      'registration',
      'system',
      'performance',
      'activity',
      'relay',
      'voice-recording',
      'tuning-sound',
      'tuning',
      'order',
      'payment',
      'settings',
      'partner-contacts.offer',
      'partner-contacts.takenUpOn',
    ],
    needs: 'while held',
    needsOf: { ...listening, settings: '12 months', 'partner-contacts': '12 months' },
    keeps: ['purposes.closed-list', 'registering.why', 'functional.why', 'usage.why', 'buying.order-details'],
  },
  support: {
    data: ['account', 'registration', 'system', 'order', 'support-case', 'diagnostic', 'diagnostic-usage'],
    needs: 'while held',
    needsOf: { diagnostic: '90 days', 'diagnostic-usage': '90 days' },
    keeps: ['purposes.closed-list', 'help.why', 'functional.why'],
  },
  improve: {
    data: [
      'registration.country',
      'registration.language',
      'system',
      'performance',
      'activity',
      'noise',
      'tuning',
      'visitor-address',
      'visit',
      'searches',
      'mail-reading',
      'advertising-id',
    ],
    needs: 'while held',
    needsOf: {
      ...listening,
      noise: '6 months',
      'mail-reading': '6 months',
      visit: '90 days',
      searches: '90 days',
      'advertising-id': '90 days',
    },
    keeps: [
      'purposes.closed-list',
      'usage.why',
      'control.why',
      'improvement.search',
      'learning.geo-insight',
      'functional.why',
    ],
  },
  security: {
    // Disputes and demands of the law fall here too, so it may see what they can be about; each opening is on record.
    data: [
      'account',
      'sign-in',
      'registration',
      'system',
      'performance',
      'activity',
      'order',
      'support-case',
      'diagnostic',
      'contact-details',
      'partner-contacts',
    ],
    needs: 'while held',
    needsOf: { ...listening, diagnostic: '90 days', 'partner-contacts': '12 months' },
    keeps: ['purposes.closed-list', 'registering.why'],
  },
  business: {
    data: ['registration', 'system', 'performance', 'activity', 'order', 'visit'],
    needs: 'while held',
    needsOf: { ...listening, visit: '90 days' },
    keeps: ['purposes.closed-list', 'purposes.business-aggregates'],
  },
  communicate: {
    // Of the registration, the email address and nothing else. The advertising identifier never meets it.
    data: [
      'account.email',
      'registration.email',
      'contact-details',
      'partner-contacts.name',
      'partner-contacts.email',
      'mail-reading',
      'advertising-id',
    ],
    needs: 'while held',
    needsOf: { 'partner-contacts': '12 months', 'mail-reading': '6 months', 'advertising-id': '90 days' },
    keeps: ['purposes.closed-list', 'registering.why', 'learning.news', 'ads.device-identifier'],
  },
} as const satisfies Section<'use'>;
