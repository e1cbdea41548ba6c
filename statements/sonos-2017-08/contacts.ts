/** Whom to reach. */
import type { Section } from './vocabulary.ts';

export const contacts = {
  controller: {
    says: 'The company that answers for your data',
    name: 'Sonos, Inc.',
    address: '614 Chapala Street, Santa Barbara, California 93101, United States',
    email: 'privacy@sonos.com',
    keeps: ['contact.company', 'rights.by-email'],
  },
  representative: {
    says: 'Stands for it in the European Economic Area and in Switzerland',
    name: 'Sonos Europe B.V.',
    address: 'Schuttersweg 10, 1217 PZ Hilversum, Netherlands',
    email: 'privacy@sonos.com',
    keeps: ['contact.company'],
  },
  'data-protection-officer': {
    says: 'The data protection officer',
    name: 'Data protection officer, Sonos Europe B.V.',
    address: 'Schuttersweg 10, 1217 PZ Hilversum, Netherlands',
    email: 'privacy@sonos.com',
    keeps: ['contact.company'],
  },
} as const satisfies Section<'contacts'>;
