import type { Check } from './diagnostic.ts';

/** A person reads what a switch governs beside the switch, so it has to be the whole of it. */
export const saidOfAnotherChoice: Check = {
  code: 'S315',
  name: 'said-of-another-choice',
  severity: 'warning',
  summary: 'a clause waits for a choice that does not say it governs it',
  *check({ use, share, choices }) {
    for (const [purpose, { on }] of Object.entries(use)) {
      if (on === undefined || choices[on]?.governs.purposes?.includes(purpose)) continue;
      yield {
        at: `use.${purpose}`,
        says: `\`${purpose}\` waits for \`${on}\`, which does not say that it governs it`,
        help: `name \`${purpose}\` in \`choices.${on}\` under \`governs.purposes\``,
      };
    }
    for (const [name, { on, to, for: purpose }] of Object.entries(share)) {
      if (on === undefined || choices[on]?.governs.purposes?.includes(purpose)) continue;
      for (const recipient of to) {
        if (choices[on]?.governs.recipients?.includes(recipient)) continue;
        yield {
          at: `share.${name}`,
          says: `\`${recipient}\` waits for \`${on}\`, which does not say that it governs it`,
          help: `name \`${recipient}\` in \`choices.${on}\` under \`governs.recipients\``,
        };
      }
    }
  },
};
