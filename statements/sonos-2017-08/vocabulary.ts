/** The words of the statement. Every clause in the files beside this one uses these names and no others. */
import type { Clauses } from '../../src/statement/statement.ts';
import { vocabulary } from '../../src/statement/vocabulary.ts';
import { householdData } from './household-data.ts';
import { recipients, regions, sources } from './outside.ts';
import { personData } from './person-data.ts';
import { promises } from './promises.ts';
import { visitorData } from './visitor-data.ts';

export const words = vocabulary({
  promises,
  situations: {
    learning: { says: 'Getting to know us' },
    buying: { says: 'Buying from us' },
    registering: { says: 'Setting up your system' },
    using: { says: 'Listening' },
    help: { says: 'Getting help' },
  },
  touchpoints: {
    site: { says: 'our web sites' },
    sales: { says: 'our telephone sales' },
    store: { says: 'our shops, in the street and on the web' },
    event: { says: 'our events' },
    mail: { says: 'the mail we send' },
    registration: { says: 'set-up' },
    account: { says: 'your account on the web' },
    product: { says: 'the products in your home' },
    app: { says: 'the app' },
    support: { says: 'Customer Care' },
    partner: { says: 'partners of ours' },
  },
  data: { ...personData, ...householdData, ...visitorData },
  // Six, as the document lists them. Each is told apart further by what it may see, not by more names.
  purposes: {
    provide: { says: 'to make products and services work for you', basis: 'contract' },
    support: { says: 'to help you when something goes wrong', basis: 'contract', byStaff: true },
    improve: { says: 'to make products and services better', basis: 'legitimate-interest' },
    security: {
      says: 'to keep products and people safe, prevent fraud and settle disputes',
      basis: 'legitimate-interest',
      evenRestricted: 'rights-of-others',
      byStaff: true,
    },
    business: {
      says: 'to run the company on figures about many people together',
      basis: 'legitimate-interest',
      sees: 'aggregates',
    },
    communicate: {
      says: 'to tell you about news, offers and events',
      basis: 'legitimate-interest',
      marketing: true,
    },
  },
  recipients,
  regions,
  sources,
  facts: {
    registered: { says: 'the product is registered', type: 'flag' },
    partnerLinked: { says: 'something of another company is linked to your system', type: 'flag' },
    featureVoice: { says: 'voice control is offered where you live', type: 'flag' },
    productVoiceEnabled: { says: 'the product has microphones, and they are on', type: 'flag' },
    wakeWordDetected: { says: 'the product has heard the wake word', type: 'flag' },
    indicatorLit: { says: 'the light that shows recording is on', type: 'flag' },
    tuningRunning: { says: 'you are going through room tuning right now', type: 'flag' },
    adTrackingAllowed: { says: 'your device lets apps read its advertising identifier', type: 'flag' },
  },
  endings: {
    'account-closed': { says: 'you close your account', when: ['closing'] },
    // What "active" means: the document leaves it open, and two years outlast a long stay abroad.
    'system-inactive': {
      says: 'you close your account, or no registered product of your system was connected for 24 months',
      when: ['closing', { notConnectedFor: '24 months' }],
    },
    'order-completed': { says: 'your order is completed' },
    'case-closed': { says: 'your case is closed' },
    'news-stopped': { says: 'you no longer want our news' },
  },
  choices: {
    'usage-data': { says: 'additional usage data' },
    'music-service': { says: 'a music service' },
    'service-troubleshooting': { says: 'trouble-shooting together with a music service' },
    'control-partner': { says: 'a control device, home automation or app of someone else' },
    'voice-control': { says: 'voice control' },
    'voice-partner': { says: 'a voice service' },
    diagnostic: { says: 'a diagnostic' },
    marketing: { says: 'news and offers from us' },
    'email-marketing': { says: 'news and offers by email' },
    'in-app-messages': { says: 'news and offers in the app' },
    newsletter: { says: 'the newsletter' },
    'cookies-performance': { says: 'performance cookies' },
    'cookies-functional': { says: 'functional cookies' },
    'cookies-third-party': { says: 'third-party cookies' },
    'cookies-analytics': { says: 'analytics cookies' },
    'interest-ads': { says: 'advertising by interest' },
  },
});

/** The type of one section of the clauses, such as `Section<'keep'>`. */
export type Section<S extends keyof Clauses<typeof words.words>> = NonNullable<Clauses<typeof words.words>[S]>;
