/** What leaves, what is written to people, what is set on a device, and what is counted. */
import type { Example } from '../../src/statement/statement.ts';

const linked = { 'music-service/hummingbird': 'on' } as const;
const played = {
  ask: 'send',
  recipient: 'music-service',
  party: 'hummingbird',
  purpose: 'provide',
  category: 'activity',
  field: 'command',
  own: 'hummingbird',
} as const;
const playing = {
  ask: 'send',
  recipient: 'control-partner',
  party: 'lamplight',
  purpose: 'provide',
  category: 'activity',
  field: 'track',
} as const;
const recording = {
  ask: 'send',
  recipient: 'voice-partner',
  party: 'larkspur',
  purpose: 'provide',
  category: 'voice-recording',
  field: 'recording',
} as const;
const voiceOn = { 'voice-control': 'on', 'voice-partner/larkspur': 'on' } as const;
const profile = {
  ask: 'send',
  recipient: 'authority',
  purpose: 'security',
  category: 'account',
  field: 'email',
} as const;
const advertisingId = {
  ask: 'send',
  recipient: 'social-network',
  purpose: 'communicate',
  category: 'advertising-id',
  field: 'identifier',
} as const;

export const sharing = [
  // Music services.
  {
    says: 'the service that Ben linked hears of his skipping its track',
    given: { choices: linked },
    ask: played,
    answer: 'permitted',
    by: 'share.music-activity',
  },
  {
    says: 'it does not hear of another service’s music',
    given: { choices: linked },
    ask: { ...played, own: 'nightjar' },
    answer: 'withheld',
    by: 'share.music-activity',
  },
  {
    says: 'a service that he did not link hears nothing',
    given: { choices: linked },
    ask: { ...played, party: 'nightjar', own: 'nightjar' },
    answer: 'withheld',
    by: 'choices.music-service',
  },
  {
    says: 'after unlinking it hears nothing more',
    given: { choices: { 'music-service/hummingbird': 'off' } },
    ask: played,
    answer: 'withheld',
    by: 'choices.music-service',
  },
  {
    says: 'with usage data off, no activity goes to it either',
    given: { choices: { ...linked, 'usage-data': 'off' } },
    ask: played,
    answer: 'withheld',
    by: 'choices.usage-data',
  },
  {
    says: 'a command that it needs still passes through',
    given: { choices: { ...linked, 'usage-data': 'off' } },
    ask: { ...played, category: 'relay' },
    answer: 'permitted',
    by: 'share.music-relay',
  },
  {
    says: 'looking into a problem together with it needs a permission of its own',
    given: { choices: linked },
    ask: { ...played, purpose: 'support', category: 'diagnostic', field: 'errorCodes' },
    answer: 'withheld',
    by: 'choices.service-troubleshooting',
  },
  {
    says: 'with that permission its errors are looked into together',
    given: { choices: { ...linked, 'service-troubleshooting/hummingbird': 'on' } },
    ask: { ...played, purpose: 'support', category: 'diagnostic', field: 'errorCodes' },
    answer: 'permitted',
    by: 'share.music-troubleshooting',
  },
  {
    says: 'another service that he linked as well has no part in it',
    given: {
      choices: { ...linked, 'music-service/nightjar': 'on', 'service-troubleshooting/hummingbird': 'on' },
    },
    ask: {
      ...played,
      party: 'nightjar',
      own: 'nightjar',
      purpose: 'support',
      category: 'diagnostic',
      field: 'errorCodes',
    },
    answer: 'withheld',
    by: 'choices.service-troubleshooting',
  },

  // Control and voice.
  {
    says: 'the home automation that Ada connected shows what is playing',
    given: { choices: { 'control-partner/lamplight': 'on' } },
    ask: playing,
    answer: 'permitted',
    by: 'share.control-activity',
  },
  { says: 'unasked, it shows nothing', ask: playing, answer: 'withheld', by: 'choices.control-partner' },
  {
    says: 'how long she listened is not part of what it needs',
    given: { choices: { 'control-partner/lamplight': 'on' } },
    ask: { ...playing, field: 'listenedFor' },
    answer: 'refused',
  },
  {
    says: 'it gets no recording of her voice',
    given: { choices: { 'control-partner/lamplight': 'on', ...voiceOn } },
    ask: { ...recording, recipient: 'control-partner', party: 'lamplight' },
    answer: 'refused',
  },
  {
    says: 'a recording goes to the voice service that Cem authorised',
    given: { choices: voiceOn },
    ask: recording,
    answer: 'permitted',
    by: 'share.voice-recording',
  },
  {
    says: 'and to no other voice service',
    given: { choices: voiceOn },
    ask: { ...recording, party: 'nightjar' },
    answer: 'withheld',
    by: 'choices.voice-partner',
  },
  {
    says: 'with voice control disabled it goes nowhere',
    given: { choices: { ...voiceOn, 'voice-control': 'off' } },
    ask: recording,
    answer: 'withheld',
    by: 'choices.voice-partner',
  },
  {
    says: 'the noise of the room goes to no partner',
    given: { choices: voiceOn },
    ask: { ...recording, category: 'noise', field: 'spectrum' },
    answer: 'refused',
  },

  // Vendors, advertisers, authorities, successors.
  {
    says: 'the carrier learns where the parcel goes',
    ask: { ask: 'send', recipient: 'shipping', purpose: 'provide', category: 'order', field: 'shippingAddress' },
    answer: 'permitted',
    by: 'share.delivery',
  },
  {
    says: 'and not what is in it',
    ask: { ask: 'send', recipient: 'shipping', purpose: 'provide', category: 'order', field: 'items' },
    answer: 'refused',
  },
  {
    says: 'the card reaches the card processor',
    ask: { ask: 'send', recipient: 'card-processor', purpose: 'provide', category: 'payment', field: 'cardNumber' },
    answer: 'permitted',
    by: 'share.card-payment',
  },
  {
    says: 'and no other vendor',
    ask: { ask: 'send', recipient: 'hosting', purpose: 'provide', category: 'payment', field: 'cardNumber' },
    answer: 'refused',
  },
  {
    says: 'the sender of our newsletters gets no address of someone who opted out of email',
    given: { choices: { 'email-marketing': 'off' } },
    ask: { ask: 'send', recipient: 'news-mailing', purpose: 'communicate', category: 'account', field: 'email' },
    answer: 'withheld',
    by: 'choices.email-marketing',
  },
  {
    says: 'an advertising network gets no email address',
    ask: { ask: 'send', recipient: 'social-network', purpose: 'communicate', category: 'account', field: 'email' },
    answer: 'refused',
  },
  {
    says: 'nor the device’s advertising identifier, whatever its owner chose',
    given: { choices: { 'interest-ads': 'on' } },
    ask: advertisingId,
    answer: 'refused',
  },
  { says: 'an authority gets nothing without a ground', ask: profile, answer: 'withheld', by: 'share.legal' },
  {
    says: 'a named ground that someone believes in opens the way',
    ask: { ...profile, ground: 'legal-proceedings' },
    answer: 'permitted',
    by: 'share.legal',
  },
  {
    says: 'a sale of the business is no ground for an authority',
    ask: { ...profile, ground: 'corporate-transaction' },
    answer: 'withheld',
    by: 'share.legal',
  },
  {
    says: 'a password goes to no authority',
    ask: { ...profile, category: 'sign-in', field: 'password', ground: 'law' },
    answer: 'refused',
  },
  {
    says: 'who takes over the business takes over the registrations, under this statement',
    ask: {
      ask: 'send',
      recipient: 'successor',
      purpose: 'provide',
      category: 'registration',
      field: 'email',
      ground: 'corporate-transaction',
    },
    answer: 'permitted',
    by: 'share.succession',
  },
  {
    says: 'a broker who would pay is no recipient at all',
    ask: { ask: 'send', recipient: 'data-broker', purpose: 'business', category: 'account', field: 'email' },
    answer: 'refused',
  },
  {
    says: 'what leaves Europe for a server elsewhere does so under the standard clauses',
    ask: {
      ask: 'send',
      recipient: 'hosting',
      purpose: 'provide',
      category: 'registration',
      field: 'email',
      region: 'eea',
    },
    answer: 'permitted',
    by: 'share.hosting',
  },
  {
    says: 'what a campaign partner gave us does not go to a company of our group, because that partner said so',
    ask: {
      ask: 'send',
      recipient: 'affiliate',
      purpose: 'support',
      category: 'account',
      field: 'email',
      source: 'marketing-partners',
    },
    answer: 'withheld',
    by: 'share.affiliates',
  },

  // Messages.
  {
    says: 'offers reach people who left things as they are',
    ask: { ask: 'contact', message: 'offers', channel: 'email' },
    answer: 'permitted',
    by: 'messages.offers',
  },
  {
    says: 'offers by email stop with the email switch',
    given: { choices: { 'email-marketing': 'off' } },
    ask: { ask: 'contact', message: 'offers', channel: 'email' },
    answer: 'withheld',
    by: 'choices.email-marketing',
  },
  {
    says: 'one choice stops them in the app too',
    given: { choices: { marketing: 'off' } },
    ask: { ask: 'contact', message: 'offers-in-app', channel: 'in-app' },
    answer: 'withheld',
    by: 'choices.marketing',
  },
  {
    says: 'the newsletter goes to people who asked for it',
    ask: { ask: 'contact', message: 'newsletter', channel: 'email' },
    answer: 'withheld',
    by: 'choices.newsletter',
  },
  {
    says: 'a danger is told whatever someone chose',
    given: { choices: { marketing: 'off', 'email-marketing': 'off', 'in-app-messages': 'off' } },
    ask: { ask: 'contact', message: 'safety', channel: 'email' },
    answer: 'permitted',
    by: 'messages.safety',
  },
  {
    says: 'so is new software for a product one owns',
    given: { choices: { marketing: 'off' } },
    ask: { ask: 'contact', message: 'software-update', channel: 'in-app' },
    answer: 'permitted',
    by: 'messages.software-update',
  },
  {
    says: 'offers come by no text message',
    ask: { ask: 'contact', message: 'offers', channel: 'sms' },
    answer: 'refused',
  },

  // Cookies, pixels, identifiers.
  {
    says: 'a basket needs no consent',
    ask: { ask: 'set', cookie: 'basket' },
    answer: 'permitted',
    by: 'cookies.basket',
  },
  {
    says: 'visiting is no consent to statistics',
    ask: { ask: 'set', cookie: 'visit-statistics' },
    answer: 'withheld',
    by: 'choices.cookies-analytics',
  },
  {
    says: 'Dora lets the site remember her country',
    given: { choices: { 'cookies-functional': 'on' } },
    ask: { ask: 'set', cookie: 'site' },
    answer: 'permitted',
    by: 'cookies.site',
  },
  {
    says: 'an advertising pixel needs its class on as well as advertising by interest',
    given: { choices: { 'interest-ads': 'on' } },
    ask: { ask: 'set', cookie: 'social-pixel' },
    answer: 'withheld',
    by: 'choices.cookies-third-party',
  },
  {
    says: 'a cookie that is not declared is not set',
    ask: { ask: 'set', cookie: 'fingerprint' },
    answer: 'refused',
  },
  {
    says: 'a device that keeps its advertising identifier to itself is heeded',
    given: { choices: { 'interest-ads': 'on' }, facts: { adTrackingAllowed: false } },
    ask: {
      ask: 'collect',
      event: 'app-advertising-id',
      at: 'app',
      category: 'advertising-id',
      field: 'identifier',
    },
    answer: 'withheld',
    by: 'collect.app-advertising-id',
  },
  {
    says: 'that a newsletter was opened is noted for people who asked for it',
    ask: { ask: 'collect', event: 'mail-opened', at: 'mail', category: 'mail-reading', field: 'opened' },
    answer: 'withheld',
    by: 'choices.newsletter',
  },

  // Figures.
  {
    says: 'a service may hear how many households listen to it',
    ask: { ask: 'figure', figure: 'listeners-by-service', subjects: 4000, recipient: 'music-service' },
    answer: 'permitted',
    by: 'figures.listeners-by-service',
  },
  {
    says: 'nineteen households are too few to publish',
    ask: { ask: 'figure', figure: 'households', subjects: 19, recipient: 'public' },
    answer: 'withheld',
    by: 'figures.households',
  },
  {
    says: 'visits per country are shared with no one',
    ask: { ask: 'figure', figure: 'visits-by-country', subjects: 5000, recipient: 'public' },
    answer: 'refused',
  },
] as const satisfies readonly Example[];
