/** Data about a person: who has an account, writes to us, buys, or asks for news. */
import {
  country,
  date,
  email,
  findable,
  flag,
  identifier,
  integer,
  ipAddress,
  language,
  list,
  number,
  oneOf,
  phone,
  postalCode,
  secret,
  text,
} from '../../src/statement/field.ts';
import type { Words } from '../../src/statement/vocabulary.ts';

export const personData = {
  account: {
    of: 'person',
    says: 'your account',
    functional: true,
    current: true,
    fields: {
      email: findable(email('your email address')),
      name: text('your name', 200),
      phone: phone('your telephone number'),
      country: country('your country'),
      postalCode: postalCode('your postal code'),
      language: language('the language you prefer'),
      ipAddress: ipAddress('the address you connected from'),
    },
  },
  'sign-in': {
    of: 'person',
    says: 'what lets you sign in',
    functional: true,
    current: true,
    fields: {
      password: secret('your password, as a one-way hash'),
      hint: text('the hint that reminds you of your password', 200),
      securityAnswer: secret('your answer to a security question, as a one-way hash'),
    },
  },
  'contact-details': {
    of: 'person',
    says: 'the contact details you offer us before you buy',
    current: true,
    fields: {
      name: text('the name you gave', 200),
      email: email('the email address you gave'),
    },
  },
  'mail-reading': {
    of: 'person',
    says: 'whether you opened a newsletter that you asked for',
    fields: {
      mailing: identifier('which newsletter it was', 80),
      opened: flag('whether it was opened'),
    },
  },
  order: {
    of: 'person',
    says: 'your order',
    fields: {
      number: identifier('the order number', 40),
      name: text('the name on the order', 200),
      phone: phone('a telephone number for the delivery'),
      email: email('the email address for the order'),
      shippingAddress: text('where the parcel goes', 500),
      items: list('what you ordered', { type: 'text', max: 200 }, 100),
      total: number('what it cost', 'of its currency', 0, 1_000_000),
      currency: oneOf('the currency', ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'DKK', 'NOK', 'AUD', 'CAD', 'CNY', 'JPY']),
      paymentReference: identifier('the card processor’s reference for the payment', 100),
      state: oneOf('how far it has come', ['placed', 'paid', 'sent', 'delivered', 'returned', 'refunded', 'cancelled']),
      note: text('what was said about a return or a trouble', 2000),
    },
  },
  payment: {
    of: 'person',
    says: 'your card details',
    passing: true,
    fields: {
      cardNumber: text('the card number', 40),
      cardHolder: text('the name on the card', 200),
      expiry: text('until when the card is good', 10),
      securityCode: text('the security code of the card', 10),
    },
  },
  'support-case': {
    of: 'person',
    says: 'what you and Customer Care tell each other',
    fields: {
      caseNumber: identifier('the number of your case', 40),
      name: text('the name you gave for the case', 200),
      email: email('the email address you wrote from'),
      phone: phone('the telephone number you called from'),
      socialName: text('your name on the social network through which you wrote', 200),
      channel: oneOf('how you reached us', ['email', 'chat', 'telephone', 'social', 'post']),
      message: text('what was written', 20_000),
      // The sound stays where the telephone provider sealed it; the case holds the reference.
      callRecording: identifier('the recording of your call, by its reference at our telephone provider', 200),
      callDuration: integer('how long the call took', 's', 0, 36_000),
    },
  },
  'partner-contacts': {
    of: 'person',
    says: 'what partners with whom we offer something together tell us about you',
    fields: {
      name: text('the name you gave our partner', 200),
      email: email('the email address you gave our partner'),
      offer: identifier('the joint offer that you took up', 80),
      takenUpOn: date('the day you took it up'),
    },
  },
} as const satisfies Words['data'];
