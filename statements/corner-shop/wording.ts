/** What the corner shop says in its own words. Every fact in it is a slot that a clause fills. */
import { say, wording } from '../../src/wording/words.ts';
import { statement } from './statement.ts';

export const words = wording(
  statement,
  ({ choice, data, email, field, keep, purpose, recipient, request, sends, starts, tells, age }) => ({
    intro: [
      say`We are a small shop, and we know little about you. This page says what, and for how long.`,
      say`Each phrase with a line under it leads to the whole story.`,
    ],
    situations: {
      buying: {
        collected: [say`When you order we note ${data.contact} and ${data.order}. We ask for no more.`],
        why: [
          say`We need it ${purpose.deliver}, and ${purpose.books}.`,
          say`If you ask for it, we also use your orders ${purpose.suggest}.`,
        ],
      },
    },
    faq: [
      {
        asks: 'Who else learns about my order?',
        answers: [say`${recipient.courier} gets ${sends.delivery}, and does not learn ${field.order.item}.`],
      },
      {
        asks: 'How long do you remember me?',
        answers: [say`${data.contact}: ${keep.contact}. ${data.order}: ${keep.order}.`],
      },
      {
        asks: 'Will you send me suggestions?',
        answers: [say`There is a switch, ${choice.suggestions}. It is ${starts.suggestions}. ${tells.suggestions}`],
      },
      {
        asks: 'Can I have my data erased?',
        answers: [say`Yes. Write to ${email.controller} and it is done ${request.erasure}.`],
      },
      { asks: 'How old must I be?', answers: [say`You have to be ${age} to have an account.`] },
    ],
  }),
);
