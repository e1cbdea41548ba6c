import type { Check } from './diagnostic.ts';

export const sold: Check = {
  code: 'S402',
  name: 'sold',
  severity: 'error',
  summary: 'data is given for money or other value',
  *check({ share }) {
    for (const [name, { inReturn, to }] of Object.entries(share)) {
      if (inReturn !== 'money' && inReturn !== 'other value') continue;
      yield {
        at: `share.${name}`,
        says: `${to.map((one) => `\`${one}\``).join(' and ')} gives ${inReturn} for it: it is sold`,
        help: 'take nothing for it but a service to us, or share it with nobody',
      };
    }
  },
};
