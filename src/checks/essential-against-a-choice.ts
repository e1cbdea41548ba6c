import type { Check } from './diagnostic.ts';

/** An essential message goes out whatever is chosen, so it can't serve what a person may turn off. */
export const essentialAgainstAChoice: Check = {
  code: 'S309',
  name: 'essential-against-a-choice',
  severity: 'error',
  summary: 'an essential message serves a purpose that a choice can turn off',
  *check({ words, use, choices, messages }) {
    for (const [name, clause] of Object.entries(messages)) {
      if (clause.class !== 'essential' || words.purposes[clause.for]?.marketing) continue;
      const governing = Object.keys(choices).find((one) => choices[one]?.governs.purposes?.includes(clause.for));
      const choice = use[clause.for]?.on ?? governing;
      if (choice === undefined) continue;
      yield {
        at: `messages.${name}`,
        says: `\`${name}\` goes out whatever is chosen, and \`${choice}\` can turn \`${clause.for}\` off`,
        help: 'send it for a purpose that no choice governs',
      };
    }
  },
};
