/** What arrives, what is held, and what each purpose may see. */
import type { Example } from '../../src/statement/statement.ts';

const home = { registered: true } as const;
const usageOff = { 'usage-data': 'off' } as const;
const voiceOn = { 'voice-control': 'on', 'voice-partner/larkspur': 'on' } as const;
const spoken = {
  ...home,
  featureVoice: true,
  productVoiceEnabled: true,
  wakeWordDetected: true,
  indicatorLit: true,
} as const;

const track = { ask: 'collect', event: 'playback', at: 'product', category: 'activity', field: 'track' } as const;
const recording = {
  ask: 'collect',
  event: 'voice-command',
  at: 'product',
  category: 'voice-recording',
  field: 'recording',
} as const;
const snapshot = { ask: 'collect', event: 'diagnostic', at: 'app', category: 'diagnostic', field: 'router' } as const;
const snapshotVolume = { ...snapshot, category: 'diagnostic-usage', field: 'volume' } as const;

export const collecting = [
  // Learning and buying.
  {
    says: 'Dora looks at the site, and the page she reads is counted',
    ask: { ask: 'collect', event: 'page-view', at: 'site', category: 'visit', field: 'page' },
    answer: 'permitted',
    by: 'collect.page-view',
  },
  {
    says: 'the address she visits from is not kept',
    ask: { ask: 'hold', category: 'visitor-address' },
    answer: 'withheld',
    by: 'collect.page-view',
  },
  {
    says: 'a visit takes no name',
    ask: { ask: 'collect', event: 'page-view', at: 'site', category: 'account', field: 'name' },
    answer: 'refused',
  },
  {
    says: 'at an event Emil leaves his email address, because he wants to',
    ask: { ask: 'collect', event: 'contact', at: 'event', category: 'contact-details', field: 'email' },
    answer: 'permitted',
    by: 'collect.contact',
  },
  {
    says: 'the site remembers no country for someone who refused functional cookies',
    ask: { ask: 'collect', event: 'site-settings', at: 'site', category: 'settings', field: 'region' },
    answer: 'withheld',
    by: 'choices.cookies-functional',
  },
  {
    says: 'card details are not held',
    ask: { ask: 'hold', category: 'payment' },
    answer: 'withheld',
    by: 'collect.payment',
  },
  {
    says: 'an order has no place for a card number',
    ask: { ask: 'collect', event: 'order', at: 'store', category: 'payment', field: 'cardNumber' },
    answer: 'refused',
  },
  {
    says: 'the processor’s reference stays with the order, for a refund',
    ask: { ask: 'collect', event: 'order', at: 'store', category: 'order', field: 'paymentReference' },
    answer: 'permitted',
    by: 'collect.order',
  },

  // Registering.
  {
    says: 'Ada’s email address is taken at set-up',
    ask: { ask: 'collect', event: 'sign-up', at: 'registration', category: 'account', field: 'email' },
    answer: 'permitted',
    by: 'collect.sign-up',
  },
  {
    says: 'her password is part of no support message',
    ask: { ask: 'collect', event: 'support-message', at: 'support', category: 'sign-in', field: 'password' },
    answer: 'refused',
  },
  {
    says: 'registration is held while the system is active',
    ask: { ask: 'hold', category: 'registration' },
    answer: 'permitted',
    by: 'keep.registration',
  },

  // Using: functional and usage data.
  {
    says: 'with usage data off, a product still says which software it runs',
    given: { choices: usageOff, facts: home },
    ask: { ask: 'collect', event: 'system-status', at: 'product', category: 'system', field: 'softwareVersion' },
    answer: 'permitted',
    by: 'collect.system-status',
  },
  {
    says: 'with usage data off, an error is still reported',
    given: { choices: usageOff, facts: home },
    ask: { ask: 'collect', event: 'product-error', at: 'product', category: 'system', field: 'errorCode' },
    answer: 'permitted',
    by: 'collect.product-error',
  },
  {
    says: 'what plays in Ben’s kitchen is usage data, and the switch starts on',
    given: { facts: home },
    ask: track,
    answer: 'permitted',
    by: 'collect.playback',
  },
  {
    says: 'Ada turned usage data off: what she plays is not taken',
    given: { choices: usageOff, facts: home },
    ask: track,
    answer: 'withheld',
    by: 'choices.usage-data',
  },
  {
    says: 'nor is how warm her speaker is',
    given: { choices: usageOff, facts: home },
    ask: {
      ask: 'collect',
      event: 'performance-report',
      at: 'product',
      category: 'performance',
      field: 'temperature',
    },
    answer: 'withheld',
    by: 'choices.usage-data',
  },
  {
    says: 'nor where she is while she has the app open',
    given: { choices: usageOff },
    ask: { ask: 'collect', event: 'app-position', at: 'app', category: 'performance', field: 'position' },
    answer: 'withheld',
    by: 'choices.usage-data',
  },
  {
    says: 'a product that is not registered gets no service',
    given: { facts: { registered: false } },
    ask: track,
    answer: 'withheld',
    by: 'collect.playback',
  },
  {
    says: 'a web page has no business to report what plays',
    given: { facts: home },
    ask: { ...track, at: 'site' },
    answer: 'refused',
  },
  {
    says: 'the password of a music service is not declared, so it is refused',
    given: { choices: { 'music-service/hummingbird': 'on' } },
    ask: {
      ask: 'collect',
      event: 'service-linked',
      at: 'app',
      category: 'performance',
      field: 'servicePassword',
    },
    answer: 'refused',
  },
  {
    says: 'Ben linked a service, and his username there is noted',
    given: { choices: { 'music-service/hummingbird': 'on' } },
    ask: { ask: 'collect', event: 'service-linked', at: 'app', category: 'performance', field: 'serviceUsername' },
    answer: 'permitted',
    by: 'collect.service-linked',
  },
  {
    says: 'who links no service has none noted',
    ask: { ask: 'collect', event: 'service-linked', at: 'app', category: 'performance', field: 'linkedService' },
    answer: 'withheld',
    by: 'choices.music-service',
  },
  {
    says: 'what is handed on in passing is not held',
    ask: { ask: 'hold', category: 'relay' },
    answer: 'withheld',
    by: 'collect.relay',
  },

  // Sound.
  {
    says: 'Cem enabled voice and authorised a service: after the wake word his command is taken',
    given: { choices: voiceOn, facts: spoken },
    ask: recording,
    answer: 'permitted',
    by: 'collect.voice-command',
  },
  {
    says: 'without the wake word there is no recording',
    given: { choices: voiceOn, facts: { ...spoken, wakeWordDetected: false } },
    ask: recording,
    answer: 'withheld',
    by: 'collect.voice-command',
  },
  {
    says: 'with the light off there is no recording',
    given: { choices: voiceOn, facts: { ...spoken, indicatorLit: false } },
    ask: recording,
    answer: 'withheld',
    by: 'collect.voice-command',
  },
  {
    says: 'where voice control is not offered yet, the rules hold already',
    given: { choices: voiceOn, facts: { ...spoken, featureVoice: false } },
    ask: recording,
    answer: 'withheld',
    by: 'collect.voice-command',
  },
  {
    says: 'nobody’s voice is taken who did not enable it',
    given: { facts: spoken },
    ask: recording,
    answer: 'withheld',
    by: 'choices.voice-control',
  },
  {
    says: 'turning usage data off turns voice off with it',
    given: { choices: { ...voiceOn, ...usageOff }, facts: spoken },
    ask: recording,
    answer: 'withheld',
    by: 'choices.voice-control',
  },
  {
    says: 'without a voice service to hear it, a command is not recorded',
    given: { choices: { 'voice-control': 'on' }, facts: spoken },
    ask: recording,
    answer: 'withheld',
    by: 'choices.voice-partner',
  },
  {
    says: 'a recording is not held',
    ask: { ask: 'hold', category: 'voice-recording' },
    answer: 'withheld',
    by: 'collect.voice-command',
  },
  {
    says: 'a room is measured while Ada goes through the tuning',
    given: { facts: { ...home, tuningRunning: true } },
    ask: { ask: 'collect', event: 'room-tuning', at: 'app', category: 'tuning', field: 'background' },
    answer: 'permitted',
    by: 'collect.room-tuning',
  },
  {
    says: 'and not before or after',
    given: { facts: { ...home, tuningRunning: false } },
    ask: { ask: 'collect', event: 'room-tuning', at: 'app', category: 'tuning-sound', field: 'sample' },
    answer: 'withheld',
    by: 'collect.room-tuning',
  },
  {
    says: 'the sound of a measurement is not held',
    ask: { ask: 'hold', category: 'tuning-sound' },
    answer: 'withheld',
    by: 'collect.room-tuning',
  },

  // Getting help.
  { says: 'no diagnostic without permission', ask: snapshot, answer: 'withheld', by: 'choices.diagnostic' },
  {
    says: 'Ada, with usage data off, permits one diagnostic: it says how loud it was',
    given: { choices: { ...usageOff, diagnostic: 'on' } },
    ask: snapshotVolume,
    answer: 'permitted',
    by: 'collect.diagnostic',
  },
  {
    says: 'while that permission stands, what she plays is still not taken',
    given: { choices: { ...usageOff, diagnostic: 'on' }, facts: home },
    ask: track,
    answer: 'withheld',
    by: 'choices.usage-data',
  },
  {
    says: 'once it is used up, the next diagnostic asks again',
    given: { choices: usageOff },
    ask: snapshotVolume,
    answer: 'withheld',
    by: 'choices.diagnostic',
  },
  {
    says: 'a name on a social network is taken where someone writes from there',
    ask: { ask: 'collect', event: 'support-message', at: 'support', category: 'support-case', field: 'socialName' },
    answer: 'permitted',
    by: 'collect.support-message',
  },
  {
    says: 'a call carries no name on a social network',
    ask: { ask: 'collect', event: 'support-call', at: 'support', category: 'support-case', field: 'socialName' },
    answer: 'refused',
  },

  // What each purpose may see.
  {
    says: 'support sees the errors of a product',
    ask: { ask: 'open', purpose: 'support', category: 'system', field: 'errorCode' },
    answer: 'permitted',
    by: 'use.support',
  },
  {
    says: 'support does not see what someone listens to',
    ask: { ask: 'open', purpose: 'support', category: 'activity', field: 'track' },
    answer: 'refused',
  },
  {
    says: 'improvement sees no call and no letter to Customer Care',
    ask: { ask: 'open', purpose: 'improve', category: 'support-case', field: 'message' },
    answer: 'refused',
  },
  {
    says: 'better search comes from what people searched for',
    ask: { ask: 'open', purpose: 'improve', category: 'searches', field: 'query' },
    answer: 'permitted',
    by: 'use.improve',
  },
  {
    says: 'business sees figures, and no household’s own data',
    ask: { ask: 'open', purpose: 'business', category: 'activity', field: 'service' },
    answer: 'withheld',
    by: 'use.business',
  },
  {
    says: 'of the registration, news uses the email address',
    ask: { ask: 'open', purpose: 'communicate', category: 'registration', field: 'email' },
    answer: 'permitted',
    by: 'use.communicate',
  },
  {
    says: 'and not the postal code',
    ask: { ask: 'open', purpose: 'communicate', category: 'registration', field: 'postalCode' },
    answer: 'refused',
  },
  {
    says: 'nor the address of someone who stopped all marketing',
    given: { choices: { marketing: 'off' } },
    ask: { ask: 'open', purpose: 'communicate', category: 'account', field: 'email' },
    answer: 'withheld',
    by: 'choices.marketing',
  },
  {
    says: 'a purpose that is not on the list is refused',
    ask: { ask: 'open', purpose: 'train-models', category: 'activity', field: 'track' },
    answer: 'refused',
  },
  {
    says: 'what a campaign partner gave us does not serve improvement, because that partner said so',
    ask: {
      ask: 'open',
      purpose: 'improve',
      category: 'performance',
      field: 'linkedService',
      source: 'marketing-partners',
    },
    answer: 'withheld',
    by: 'use.improve',
  },
] as const satisfies readonly Example[];
