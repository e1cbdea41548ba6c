import type { Check } from './diagnostic.ts';

/** Those who act for us, or in our place. The others decide for themselves, and are not bound by our word. */
const OURS = ['vendor', 'affiliate', 'acquirer'];

export const unbound: Check = {
  code: 'S407',
  name: 'unbound',
  severity: 'error',
  summary: 'someone who acts for us is not bound by the statement',
  *check({ words, share }) {
    for (const [name, { to, bound }] of Object.entries(share)) {
      for (const recipient of bound ? [] : to) {
        const kind = words.recipients[recipient]?.kind ?? '';
        if (!OURS.includes(kind)) continue;
        yield {
          at: `share.${name}`,
          says: `\`${recipient}\` is ${kind === 'vendor' ? 'a' : 'an'} ${kind}, and is not bound by this statement`,
          help: 'bind it by contract and say `bound: true`',
        };
      }
    }
  },
};
