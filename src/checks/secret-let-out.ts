import type { Check } from './diagnostic.ts';
import { fieldsOf } from './flow.ts';

/** A secret is for proving who one is: one purpose checks it, and nothing else is done with it. */
export const secretLetOut: Check = {
  code: 'S210',
  name: 'secret-let-out',
  severity: 'error',
  summary: 'a secret is shared, promoted with, looked up by, or used for more than one purpose',
  *check({ words, use, share }) {
    const isSecret = (path: string) => {
      const [category = '', field = ''] = path.split('.');
      return words.data[category]?.fields[field]?.type === 'secret';
    };
    const help = 'a secret serves sign-in alone: take it out here';
    for (const [category, { fields }] of Object.entries(words.data)) {
      for (const [field, { type, findable }] of Object.entries(fields)) {
        if (type !== 'secret' || !findable) continue;
        yield { at: `data.${category}.${field}`, says: `\`${field}\` is a secret, and people are found by it`, help };
      }
    }
    const firstUse = new Map<string, string>();
    for (const [purpose, { data }] of Object.entries(use)) {
      for (const path of fieldsOf(words, data).filter(isSecret)) {
        const first = firstUse.get(path);
        if (first === undefined) firstUse.set(path, purpose);
        if (words.purposes[purpose]?.marketing) {
          yield { at: `use.${purpose}`, says: `\`${path}\` is a secret, and \`${purpose}\` promotes`, help };
        } else if (first !== undefined) {
          yield { at: `use.${purpose}`, says: `\`${path}\` is a secret that \`${first}\` uses already`, help };
        }
      }
    }
    for (const [name, { sends }] of Object.entries(share)) {
      for (const path of fieldsOf(words, sends).filter(isSecret)) {
        yield { at: `share.${name}`, says: `\`${path}\` is a secret, and leaves`, help };
      }
    }
  },
};
