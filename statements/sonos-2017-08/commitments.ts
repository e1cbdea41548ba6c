/** What holds by the way the product is built, rather than by a decision. */
import type { Section } from './vocabulary.ts';

export const commitments = {
  openness: {
    says: 'For each kind of data you can look up what it is, where it comes from, why we use it, how long it stays and who may get it.',
    keeps: ['principle.transparent', 'principle.scope'],
  },
  layers: {
    says: 'You can read this in five situations, in short first; each line opens to its detail.',
    keeps: ['principle.layered'],
  },
  questions: {
    says: 'What people ask most often is answered from the very rules that decide, so that words and behaviour agree.',
    keeps: ['faq'],
  },
  sealing: {
    says: 'Personal data lies encrypted under a key of its own for each person and household.',
    keeps: ['principle.protected'],
  },
  'account-of-openings': {
    says: 'Data is opened by a role that needs it, for a declared purpose, and each opening is written down before a value is seen.',
    keeps: ['principle.protected', 'security.limited-access'],
  },
  'encrypted-transport': {
    says: 'Data travels encrypted (TLS).',
    keeps: ['security.in-transit', 'principle.protected'],
  },
  'no-sale': {
    says: 'Nothing about you goes to anyone for money or anything else of worth.',
    keeps: ['principle.never-sold'],
  },
  'disclosures-shown': {
    says: 'Each sending is recorded with what went, to whom, when and under which rule, and you can see those about you.',
    keeps: ['share.only-as-stated', 'principle.transparent'],
  },
  'register-first': {
    says: 'A product needs the network for its set-up and a registration to work; before that it gets no service.',
    keeps: ['registering.required'],
  },
  'functional-needed': {
    says: 'Functional data has no switch, because products can’t work safely, play as you set them or be helped without it.',
    keeps: ['functional.no-opt-out', 'functional.why'],
  },
  'one-way-password': {
    says: 'Your password is kept as a one-way hash. Nobody can read it back, we neither; it can be set anew.',
    keeps: ['registering.password-one-way'],
  },
  'cards-nowhere': {
    says: 'Card details are in no database, log, queue, backup or error report of ours.',
    keeps: ['buying.payment-never-stored'],
  },
  'no-link-needed': {
    says: 'Internet radio and the music on your own disks play without any linked service.',
    keeps: ['music.link'],
  },
  buffer: {
    says: 'Until it hears the wake word, a product overwrites a few seconds of sound in its memory, over and over; nothing of that is written down or leaves it.',
    keeps: ['voice.ring-buffer', 'audio.two-occasions'],
  },
  light: {
    says: 'A light shows that a product records: on from the wake word, off at the end of the command.',
    keeps: ['voice.indicator', 'voice.wake-then-record'],
  },
  'no-recording-kept': {
    says: 'A recording goes straight to the voice service you authorised. No storage, log, queue or backup of ours has it.',
    keeps: ['voice.not-retained', 'voice.partner-only'],
  },
  'no-words-in-noise': {
    says: 'Noise is measured in a few broad bands over a while, too coarse for words to be rebuilt from it.',
    keeps: ['voice.noise-spectrum'],
  },
  'tuning-by-you': {
    says: 'Room tuning measures while you walk through it. A barking dog is recognised and left out, and the sound is discarded once measured.',
    keeps: ['tuning.interactive', 'tuning.noise-robust'],
  },
  'purposes-travel': {
    says: 'What a partner gives us carries that partner’s limits with it, wherever it goes.',
    keeps: ['others.same-rules'],
  },
  'switch-at-the-source': {
    says: 'The usage switch is set up as on, and set-up says so beside it; off means that products and apps stop sending, in the app on phones, tablets, Mac and PC, and in the account.',
    keeps: ['usage.opt-out-any-time'],
  },
  'advertising-apart': {
    says: 'Your email address is used for no advertising by interest, whether you opted out of mail or not; the networks get no data that names you, and the advertising identifier is joined to no name or address.',
    keeps: ['ads.no-personal-data', 'ads.email-opt-out-binds', 'ads.device-identifier'],
  },
  'undeclared-not-set': {
    says: 'A cookie that is not on the list is not set. When you refuse a class, its scripts don’t load and its cookies are removed.',
    keeps: ['cookies.classes', 'cookies.control'],
  },
  'marked-links': {
    says: 'A link to something of another company says that its own terms apply there.',
    keeps: ['share.links'],
  },
  'vendors-listed': {
    says: 'Who holds data for us is listed with their safeguards. We take care, and don’t claim that anything is perfectly safe.',
    keeps: ['security.providers', 'share.vendors'],
  },
  'own-login': {
    says: 'Account data is reached by your own login; signing out ends it, and a report of misuse locks the account and ends its sessions. Your part: keep the password to yourself, tell us of misuse, sign out.',
    keeps: ['security.individual-login'],
  },
  'no-password-asked': {
    says: 'No call, mail or message from us asks for your password. Sign-in, sign-up and change forms have a place for it; no other form, tool or template has.',
    keeps: ['security.never-ask-password'],
  },
  'deletion-works': {
    says: 'After a deletion your products stop working. A deletion goes ahead, save for a named hold with a date, for a dispute or a duty of law.',
    keeps: ['rights.deletion-stops-products', 'retention.as-needed'],
  },
  'by-letter-too': {
    says: 'A request by email or through Customer Care counts like one in the app, once we know that it is yours.',
    keeps: ['rights.by-email', 'rights.view-edit-delete'],
  },
  'versions-kept': {
    says: 'Each version of this statement has its date, and the earlier ones stay readable.',
    keeps: ['changes.dated'],
  },
} as const satisfies Section<'commitments'>;
