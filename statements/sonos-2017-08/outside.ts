/** Everyone outside: who may get data, where they are, and who gives data to us. */
import type { Words } from '../../src/statement/vocabulary.ts';

export const regions = {
  // As of August 2017 the United Kingdom is one of them.
  eea: {
    says: 'the European Economic Area',
    countries: [
      'AT',
      'BE',
      'BG',
      'CY',
      'CZ',
      'DE',
      'DK',
      'EE',
      'ES',
      'FI',
      'FR',
      'GB',
      'GR',
      'HR',
      'HU',
      'IE',
      'IS',
      'IT',
      'LI',
      'LT',
      'LU',
      'LV',
      'MT',
      'NL',
      'NO',
      'PL',
      'PT',
      'RO',
      'SE',
      'SI',
      'SK',
    ],
  },
  switzerland: { says: 'Switzerland', countries: ['CH'] },
  us: { says: 'the United States', countries: ['US'] },
  elsewhere: { says: 'other countries' },
} as const satisfies Words['regions'];

export const recipients = {
  hosting: { says: 'the data centres that hold our servers', kind: 'vendor', region: 'us' },
  shipping: { says: 'the carrier that brings your parcel', kind: 'vendor', region: 'elsewhere' },
  'card-processor': { says: 'the company that processes card payments', kind: 'vendor', region: 'us' },
  mailing: { says: 'the company that sends mail about accounts, orders and products', kind: 'vendor', region: 'us' },
  'news-mailing': { says: 'the company that sends our newsletters and offers', kind: 'vendor', region: 'us' },
  telephony: { says: 'the company that runs our support telephone', kind: 'vendor', region: 'us' },
  analytics: { says: 'Google Analytics', kind: 'vendor', region: 'us' },
  'music-service': { says: 'a music service you linked', kind: 'music-service', region: 'elsewhere', many: true },
  'control-partner': {
    says: 'the maker of a control device, home automation or app you connected',
    kind: 'control-partner',
    region: 'elsewhere',
    many: true,
  },
  'voice-partner': { says: 'a voice service you authorised', kind: 'voice-partner', region: 'us', many: true },
  'social-network': { says: 'Facebook', kind: 'advertiser', region: 'us' },
  'search-network': { says: 'Google’s advertising network', kind: 'advertiser', region: 'us' },
  'ad-network': { says: 'other advertising networks', kind: 'advertiser', region: 'elsewhere' },
  authority: { says: 'a court or an authority', kind: 'authority', region: 'elsewhere' },
  'affected-party': { says: 'someone whose safety or rights are at stake', kind: 'authority', region: 'elsewhere' },
  affiliate: { says: 'a company of our own group', kind: 'affiliate', region: 'eea' },
  successor: { says: 'who takes over our business or a part of it', kind: 'acquirer', region: 'elsewhere' },
  public: { says: 'the public', kind: 'public', region: 'elsewhere' },
} as const satisfies Words['recipients'];

/** The limits are ours, as examples of what such agreements impose: the document leaves them to each agreement. */
export const sources = {
  'music-partners': {
    says: 'music services that work with us',
    forbids: {
      purposes: ['communicate', 'business'],
      recipients: ['social-network', 'search-network', 'ad-network'],
      longerThan: '12 months',
    },
  },
  'co-brand-partners': {
    says: 'companies with whom we offer something under both names',
    forbids: { recipients: ['social-network', 'search-network', 'ad-network'], longerThan: '12 months' },
  },
  'marketing-partners': {
    says: 'companies with whom we run a campaign',
    forbids: { purposes: ['improve'], recipients: ['affiliate'], longerThan: '6 months' },
  },
} as const satisfies Words['sources'];
