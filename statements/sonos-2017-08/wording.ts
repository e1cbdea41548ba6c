/**
 * What the statement says in sentences: the short form of each situation, and the questions that people ask.
 * Every fact in them is a slot that a clause fills.
 */

import { say, wording } from '../../src/wording/words.ts';
import { faq } from './faq.ts';
import { statement } from './statement.ts';

export const words = wording(statement, (slots) => {
  const { choice, commitment, data, event, field, keep, purpose, recipient, starts, tells } = slots;
  return {
    intro: [
      say`Speakers that play in your rooms learn something about you. Here is what, why, and what you can do about it.`,
      say`${commitment['no-sale']} ${commitment.openness}`,
      say`A phrase with a line under it leads to the rule behind it.`,
    ],
    situations: {
      learning: {
        collected: [
          say`Looking around takes little: ${data.visit}, ${data.searches}, and ${data['visitor-address']}.`,
          say`A name or an email address we have from you alone, when ${event['news-sign-up']} or when ${event.contact}.`,
          say`Cookies that a visit can do without wait for your yes.`,
        ],
        why: [
          say`We use it ${purpose.communicate}, and ${purpose.improve}.`,
          say`The switch ${choice.marketing} stops our news. ${tells.marketing}`,
        ],
      },
      buying: {
        collected: [
          say`An order needs ${field.order.name}, ${field.order.email} and ${field.order.shippingAddress}. You may add ${field.order.phone}.`,
          say`You also hand over ${data.payment}, to ${recipient['card-processor']}. ${commitment['cards-nowhere']}`,
        ],
        why: [
          say`An order has to reach you, and be put right when it goes wrong: we use it ${purpose.provide}, and ${purpose.support}.`,
          say`The papers of it stay until ${keep.order}.`,
        ],
      },
      registering: {
        collected: [
          say`Setting up asks for ${field.account.email}, ${field.account.country}, ${field.account.postalCode} and a password. ${field.account.name} and ${field.account.phone} are welcome, and not needed.`,
          say`Your system gets ${field.registration.systemId}, which stands for it wherever a name is not called for. With it go ${field.registration.serial} and ${field.registration.ipAddress}.`,
          say`${commitment['one-way-password']}`,
        ],
        why: [
          say`${commitment['register-first']}`,
          say`It serves ${purpose.security}, and ${purpose.provide}: your country decides which music you can have.`,
          say`Of this, only the email address is also used ${purpose.communicate}.`,
        ],
      },
      using: {
        collected: [
          say`Some data a product cannot do without: ${data.account}, ${data.registration}, and ${data.system}.`,
          say`More comes with ${choice['usage-data']}, which is ${starts['usage-data']}: ${data.performance}; and ${data.activity}.`,
          say`Sound is recorded on two occasions: when ${event['voice-command']}, and when ${event['room-tuning']}. ${commitment.buffer} ${commitment['no-recording-kept']}`,
        ],
        why: [
          say`${commitment['functional-needed']}`,
          say`Usage data shows what fails and what is missed. We use it ${purpose.provide}, and ${purpose.improve}.`,
          say`What you link gets the part it needs, once you have said yes to it by name. Unlink it, and that ends at once.`,
        ],
      },
      help: {
        collected: [
          say`When ${event['support-message']} or ${event['support-call']}, we note ${data['support-case']}.`,
          say`Sometimes we ask for a diagnostic: ${data.diagnostic}. It is taken when you say yes to it, each time anew. ${tells.diagnostic}`,
        ],
        why: [
          say`It serves one thing: ${purpose.support}. A case stays until ${keep['support-case']}, a diagnostic until ${keep.diagnostic}.`,
        ],
      },
    },
    faq: faq(slots),
  };
});
