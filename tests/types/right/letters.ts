/** What is written has its place among the messages of the statement: under one of its own class, about the same. */

import { letter, templates } from '../../../src/people/mail/letter.ts';
import type { TemplatesFor } from '../../../src/people/mail/template.ts';
import type { messages } from '../../../statements/sonos-2017-08/messages.ts';

export const placed = templates satisfies TemplatesFor<typeof messages>;
export const written = [letter('password-changed'), letter('reset-password', { link: 'https://a.example', hint: 'a' })];
export const promotion = {
  spring: {
    class: 'promotional',
    message: 'offers',
    write: () => ({ subject: 'Spring', paragraphs: [], unsubscribe: 'https://a.example' }),
  },
} satisfies TemplatesFor<typeof messages>;
