/** Data about a visitor: a browser or an installed app, without a name. */
import { country, duration, identifier, ipAddress, language, oneOf, text } from '../../src/statement/field.ts';
import type { Words } from '../../src/statement/vocabulary.ts';

export const visitorData = {
  'visitor-address': {
    of: 'visitor',
    says: 'the address of your connection, which tells us your country and is then let go',
    passing: true,
    fields: { ipAddress: ipAddress('the IP address you visit from') },
  },
  visit: {
    of: 'visitor',
    says: 'your visit to our web site',
    fields: {
      country: country('the country you visit from'),
      page: text('the page you looked at', 300),
      referrer: oneOf('how you arrived', ['direct', 'search', 'social', 'advertisement', 'mail', 'link']),
      stayed: duration('how long you stayed', 'seconds', 86_400),
      browser: identifier('the sort of browser', 80),
    },
  },
  searches: {
    of: 'visitor',
    says: 'what you searched for on our site',
    fields: {
      query: text('the words you searched for', 300),
      clicked: text('the result you chose', 300),
    },
  },
  settings: {
    of: 'visitor',
    says: 'the settings our site remembers for you',
    fields: {
      region: country('the country whose site you want to see'),
      language: language('the language you want to read'),
    },
  },
  'advertising-id': {
    of: 'visitor',
    says: 'the advertising identifier of your phone or tablet',
    fields: {
      identifier: identifier('the identifier your device gives to advertisers', 64),
      system: oneOf('the sort of identifier', ['idfa', 'aaid']),
    },
  },
} as const satisfies Words['data'];
