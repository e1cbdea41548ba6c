/**
 * What is collected when a system is set up, and when its owner changes something. Set-up is a touchpoint of its own, also
 * where the app asks: no product that is registered already can register anything.
 */
import type { Section } from './vocabulary.ts';

export const collectRegistering = {
  'sign-up': {
    says: 'you set up your account',
    in: 'registering',
    at: ['registration'],
    takes: {
      account: ['email', 'country', 'postalCode', 'name?', 'phone?', 'language?', 'ipAddress?'],
      'sign-in': ['password', 'hint?', 'securityAnswer?'],
    },
    keeps: ['registering.account', 'functional.registration-data'],
  },
  'system-registered': {
    says: 'you register your system',
    in: 'registering',
    at: ['registration'],
    takes: { registration: ['systemId', 'country?', 'postalCode?', 'language?', 'email?', 'ipAddress?'] },
    keeps: ['registering.system-id', 'registering.required', 'functional.registration-data'],
  },
  'product-registered': {
    says: 'you register a product',
    in: 'registering',
    at: ['registration'],
    takes: { registration: ['serial', 'ipAddress?'], system: ['productType', 'room?', 'softwareVersion?'] },
    keeps: ['registering.required', 'registering.system-id'],
  },
  'profile-changed': {
    says: 'you change your profile',
    in: 'registering',
    at: ['account', 'app', 'support'],
    takes: { account: ['email?', 'name?', 'phone?', 'country?', 'postalCode?', 'language?'] },
    keeps: ['rights.account', 'contact.preferences'],
  },
  'registration-corrected': {
    says: 'you put the registration of your system right',
    in: 'registering',
    at: ['account'],
    takes: { registration: ['email?', 'country?', 'postalCode?', 'language?'] },
    keeps: ['rights.account', 'rights.view-edit-delete'],
  },
  'contact-corrected': {
    says: 'you put right the contact details that you offered us',
    in: 'registering',
    at: ['account'],
    takes: { 'contact-details': ['name?', 'email?'] },
    keeps: ['rights.view-edit-delete'],
  },
  'password-changed': {
    says: 'you change your password',
    in: 'registering',
    at: ['account', 'app'],
    takes: { 'sign-in': ['password', 'hint?', 'securityAnswer?'] },
    keeps: ['rights.account', 'registering.password-one-way'],
  },
  'room-renamed': {
    says: 'you give a room another name',
    in: 'registering',
    at: ['account', 'app'],
    takes: { system: ['room'] },
    keeps: ['functional.system-data'],
  },
} as const satisfies Section<'collect'>;
