import type { Check } from './diagnostic.ts';

export const overrideContradicts: Check = {
  code: 'S312',
  name: 'override-contradicts',
  severity: 'error',
  summary: 'a one-time permission overrides what it needs, itself, or an authorisation',
  *check({ choices }) {
    for (const [name, clause] of Object.entries(choices)) {
      if (clause.kind !== 'one-time') continue;
      const at = `choices.${name}`;
      for (const other of clause.overrides ?? []) {
        const help = `take \`${other}\` out of \`overrides\``;
        if (other === name) yield { at, says: `\`${name}\` overrides itself`, help };
        else if (clause.needs?.includes(other)) {
          yield { at, says: `\`${name}\` needs \`${other}\` and overrides it`, help };
        } else if (choices[other]?.kind === 'authorisation') {
          yield { at, says: `\`${name}\` overrides \`${other}\`, which authorises a recipient by name`, help };
        }
      }
    }
  },
};
