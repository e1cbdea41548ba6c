/** The questions that people ask, answered from the rules that decide. */
import { type FilledBy, say, type Wording } from '../../src/wording/words.ts';
import type { statement } from './statement.ts';

export function faq(slots: FilledBy<typeof statement>): Wording['faq'] {
  const { address, age, choice, commitment, data, deadline, email, field, figure, keep, notice, purpose, recipient } =
    slots;
  const { request, sends, share, starts, tells, warns } = slots;
  return [
    {
      asks: 'What do you know about me?',
      answers: [
        say`From an account: ${field.account.email}, ${field.account.country}, ${field.account.postalCode} and, if you gave them, ${field.account.name} and ${field.account.phone}. From a purchase: ${data.order}.`,
        say`From your products: ${data.system}. While ${choice['usage-data']} is on, also ${data.performance}; and ${data.activity}.`,
        say`From a case with us: ${data['support-case']}. From our site: ${data.visit}, and ${data.settings}.`,
        say`From sound: ${data.tuning}, and ${data.noise}. ${commitment['no-recording-kept']}`,
      ],
    },
    {
      asks: 'Why do you need it?',
      answers: [
        say`First ${purpose.provide}. Without an account and a few facts about your system, it would not play.`,
        say`Then ${purpose.improve}, and to write to you about what concerns you.`,
      ],
    },
    {
      asks: 'What is it used for, exactly?',
      answers: [
        say`Six things: ${purpose.provide}; ${purpose.support}; ${purpose.improve}; ${purpose.security}; ${purpose.business}; ${purpose.communicate}.`,
        say`A use that is none of these is refused.`,
      ],
    },
    {
      asks: 'How does my data make the products better?',
      answers: [
        say`An error that many products report is found and mended: that is what ${field.system.errorCode} is for.`,
        say`Counts across many households, such as ${figure.controls} or ${figure.commands}, show what to build next. We use them ${purpose.business}.`,
        say`Your country tells which music services can be offered to you.`,
      ],
    },
    {
      asks: 'Can I use a product without registering it?',
      answers: [say`No. ${commitment['register-first']}`],
    },
    {
      asks: 'Can I say no?',
      answers: [
        say`To a good part of it. ${choice['usage-data']} is ${starts['usage-data']}, and you find it in the app and in your account. ${tells['usage-data']}`,
        say`To the rest, no. ${commitment['functional-needed']}`,
        say`News and offers, most cookies, and what you link have switches of their own.`,
      ],
    },
    {
      asks: 'How do I have my data deleted, and what follows?',
      answers: [
        say`Ask in the app, in your account, or at ${email.controller}. It is done ${request.erasure}. ${commitment['by-letter-too']}`,
        say`Know this first. ${warns.erasure}`,
        say`Copies in backups are gone ${deadline['backups-forgotten']}.`,
      ],
    },
    {
      asks: 'What does a music service learn from you?',
      answers: [
        say`A service that you linked gets ${sends['music-relay']}, ${share['music-relay']}. While usage data is on, it also gets ${sends['music-activity']}, ${share['music-activity']}. Both concern its own music, and no other.`,
        say`If something goes wrong, we look into it with the service when you allow ${choice['service-troubleshooting']}.`,
      ],
    },
    {
      asks: 'Do you keep or pass on my card number?',
      answers: [
        say`We don’t keep it. Your browser gives ${data.payment} to ${recipient['card-processor']}, for this one purchase, and we get ${field.order.paymentReference}. ${commitment['cards-nowhere']}`,
      ],
    },
    {
      asks: 'What goes to others when I speak to a product?',
      answers: [
        say`Where voice control is offered, ${data['voice-recording']} goes to ${recipient['voice-partner']}, ${share['voice-recording']}. It also gets ${sends['voice-activity']}, ${share['voice-activity']}.`,
        say`Nobody gets it before you allow ${choice['voice-control']} and ${choice['voice-partner']}. ${commitment.buffer} ${commitment.light}`,
      ],
    },
    {
      asks: 'What goes to my home automation?',
      answers: [
        say`${recipient['control-partner']} gets ${sends['control-activity']}, ${share['control-activity']}. It gets that when you allow ${choice['control-partner']}, and until you take it back.`,
      ],
    },
    {
      asks: 'How long do you keep it?',
      answers: [
        say`Each kind has its time. ${data.registration} and ${data.system}: until ${keep.system}. ${data.account}: until ${keep.account}.`,
        say`${data.activity}: until ${keep.activity}. ${data.order}: until ${keep.order}. ${data['support-case']}: until ${keep['support-case']}.`,
        say`Some things pass through and are not kept: ${data.payment}, ${data['voice-recording']}, and ${data['tuning-sound']}.`,
      ],
    },
    {
      asks: 'How is it kept safe?',
      answers: [
        say`${commitment.sealing} ${commitment['encrypted-transport']} ${commitment['account-of-openings']}`,
        say`${commitment['one-way-password']} ${commitment['no-password-asked']}`,
        say`${commitment['vendors-listed']}`,
      ],
    },
    {
      asks: 'Are there cookies and pixels?',
      answers: [
        say`Yes. A few keep the site working; the others wait for you to choose. ${choice['cookies-performance']}, ${choice['cookies-functional']}, ${choice['cookies-analytics']} and ${choice['cookies-third-party']} are each ${starts['cookies-analytics']}.`,
        say`${commitment['undeclared-not-set']} Your browser has settings of its own, and you may use both.`,
        say`A pixel in mail tells whether it was opened. It is in ${slots.message.newsletter}, and in no other mail.`,
      ],
    },
    {
      asks: 'Do you advertise by interest?',
      answers: [
        say`If you let us: ${choice['interest-ads']} is ${starts['interest-ads']}. ${commitment['advertising-apart']}`,
        say`${tells['interest-ads']}`,
      ],
    },
    {
      asks: 'What about children?',
      answers: [
        say`You have to be ${age} to have an account. When we learn that someone younger has one, it is cancelled and its data erased ${deadline['child-found']}. A parent or guardian can write to ${email.controller}.`,
      ],
    },
    {
      asks: 'Whom can I ask?',
      answers: [
        say`Write to ${email.controller}, or by post to ${slots.contact.controller}, ${address.controller}. In Europe there is ${slots.contact.representative}, ${address.representative}.`,
        say`If this statement changes in a way that matters to you, you hear of it ${notice} before.`,
      ],
    },
  ];
}
