/** What is collected when someone asks for help. */
import type { Section } from './vocabulary.ts';

export const collectHelp = {
  'support-message': {
    says: 'you write to Customer Care',
    in: 'help',
    at: ['support', 'app', 'site', 'account'],
    takes: {
      'support-case': ['message', 'caseNumber?', 'channel?', 'name?', 'email?', 'phone?', 'socialName?'],
    },
    keeps: ['help.contact'],
  },
  'support-call': {
    says: 'you call Customer Care',
    in: 'help',
    at: ['support'],
    takes: {
      'support-case': ['phone?', 'caseNumber?', 'name?', 'email?', 'message?', 'callRecording?', 'callDuration?'],
    },
    keeps: ['help.contact'],
  },
  diagnostic: {
    says: 'you let us take a diagnostic',
    in: 'help',
    at: ['app', 'product', 'support'],
    takes: {
      diagnostic: [
        'caseNumber?',
        'configuration?',
        'router?',
        'errorCodes?',
        'controllerType?',
        'controllerOs?',
        'appVersion?',
      ],
      'diagnostic-usage': ['service?', 'volume?', 'signalStrength?', 'recent?'],
    },
    needs: ['diagnostic'],
    keeps: ['help.diagnostic-permission', 'help.diagnostic-content', 'help.diagnostic-override'],
  },
} as const satisfies Section<'collect'>;
