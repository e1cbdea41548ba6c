/** What is collected before there is a system: learning about the products, and buying them. */
import type { Section } from './vocabulary.ts';

export const collectBefore = {
  'page-view': {
    says: 'you look at our web site',
    in: 'learning',
    at: ['site'],
    takes: {
      // The address is looked up for its country and let go within the request.
      'visitor-address': ['ipAddress?'],
      visit: ['page', 'country?', 'referrer?', 'stayed?', 'browser?'],
    },
    keeps: ['principle.scope', 'learning.voluntary-details', 'learning.geo-insight'],
  },
  search: {
    says: 'you search our web site',
    in: 'learning',
    at: ['site'],
    takes: { searches: ['query', 'clicked?'] },
    keeps: ['improvement.search'],
  },
  'site-settings': {
    says: 'you choose which country’s site you want to see',
    in: 'learning',
    at: ['site'],
    takes: { settings: ['region?', 'language?'] },
    needs: ['cookies-functional'],
    keeps: ['cookies.localised-site'],
  },
  'news-sign-up': {
    says: 'you ask for our newsletter',
    in: 'learning',
    at: ['site', 'store', 'event', 'sales'],
    takes: { 'contact-details': ['email', 'name?'] },
    keeps: ['learning.voluntary-details', 'learning.news'],
  },
  contact: {
    says: 'you leave your name or email address with us, to hear more',
    in: 'learning',
    at: ['sales', 'store', 'event', 'site'],
    takes: { 'contact-details': ['name?', 'email?'] },
    keeps: ['principle.scope', 'learning.voluntary-details', 'learning.news'],
  },
  'mail-opened': {
    says: 'you open a newsletter that you asked for',
    in: 'learning',
    at: ['mail'],
    takes: { 'mail-reading': ['mailing', 'opened'] },
    needs: ['newsletter'],
    keeps: ['pixels.only-opted-in'],
  },
  order: {
    says: 'you order from us',
    in: 'buying',
    at: ['store', 'sales', 'site'],
    takes: {
      order: [
        'number?',
        'name',
        'email',
        'shippingAddress',
        'items?',
        'phone?',
        'total?',
        'currency?',
        'paymentReference?',
        'state?',
      ],
    },
    keeps: ['buying.order-details', 'buying.payment-not-shared'],
  },
  'order-changed': {
    says: 'your order is sent, comes back, or has a problem',
    in: 'buying',
    at: ['store', 'sales', 'site', 'support'],
    takes: { order: ['number', 'state?', 'note?', 'paymentReference?'] },
    keeps: ['buying.order-details'],
  },
  // Runs in the buyer's browser, which hands the card to the processor: `order` has no place for a card.
  payment: {
    says: 'you pay by card',
    in: 'buying',
    at: ['store', 'sales', 'site'],
    takes: { payment: ['cardNumber', 'expiry', 'cardHolder?', 'securityCode?'] },
    keeps: ['buying.payment-never-stored', 'buying.payment-not-shared'],
  },
  'partner-contact': {
    says: 'you take up something that we offer together with another company',
    in: 'learning',
    at: ['partner'],
    takes: { 'partner-contacts': ['email', 'name?', 'offer', 'takenUpOn?'] },
    from: 'co-brand-partners',
    keeps: ['others.same-rules'],
  },
  'campaign-contact': {
    says: 'you answer a campaign that we run together with another company',
    in: 'learning',
    at: ['partner'],
    takes: { 'partner-contacts': ['email', 'name?', 'offer', 'takenUpOn?'] },
    from: 'marketing-partners',
    keeps: ['others.same-rules'],
  },
} as const satisfies Section<'collect'>;
