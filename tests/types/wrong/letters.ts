/** Promotion finds no place among the letters that nobody can stop. */

import { letter } from '../../../src/people/mail/letter.ts';
import type { TemplatesFor } from '../../../src/people/mail/template.ts';
import type { messages } from '../../../statements/sonos-2017-08/messages.ts';

const write = () => ({ subject: 'Spring', paragraphs: ['Something new.'] });

export const posing: TemplatesFor<typeof messages> = {
  // expect TS2322 Type '"offers"' is not assignable to type '"account-news"'
  offers: { class: 'essential', message: 'offers', about: 'account', write },
  // expect TS2322 Type '"safety"' is not assignable to type '"events" | "new-services"
  danger: { class: 'promotional', message: 'safety', write: () => ({ ...write(), unsubscribe: 'https://a.example' }) },
  // expect TS2322 Type '"offers"' is not assignable to type '"safety"'
  invented: { class: 'essential', message: 'safety', about: 'offers', write },
  // expect TS2322 Type '"account"' is not assignable to type '"safety"'
  elsewhere: { class: 'essential', message: 'safety', about: 'account', write },
  // expect TS2322 Property 'unsubscribe' is missing
  unstoppable: { class: 'promotional', message: 'offers', write },
};

export const letters = [
  // expect TS2741 Property 'hint' is missing
  letter('reset-password', { link: 'https://a.example' }),
  // expect TS2345 Argument of type '"spring"' is not assignable
  letter('spring'),
];
