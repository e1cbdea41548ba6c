/** What each of the six purposes may see. What stands here for none of them is opened by nobody. */
import type { Section } from './vocabulary.ts';

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
    keeps: ['purposes.closed-list', 'registering.why', 'functional.why', 'usage.why', 'buying.order-details'],
  },
  support: {
    data: ['account', 'registration', 'system', 'order', 'support-case', 'diagnostic', 'diagnostic-usage'],
    needs: 'while held',
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
    keeps: ['purposes.closed-list', 'registering.why'],
  },
  business: {
    data: ['registration', 'system', 'performance', 'activity', 'order', 'visit'],
    needs: 'while held',
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
    keeps: ['purposes.closed-list', 'registering.why', 'learning.news', 'ads.device-identifier'],
  },
} as const satisfies Section<'use'>;
