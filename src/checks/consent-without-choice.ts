import type { Check } from './diagnostic.ts';

/** Consent is a clear act: silence, or a switch that starts on, is none (GDPR article 4(11), recital 32). */
export const consentWithoutChoice: Check = {
  code: 'S306',
  name: 'consent-without-choice',
  severity: 'error',
  summary: 'a purpose rests on consent, and no choice gives it',
  *check({ words, use, choices }) {
    for (const [purpose, { basis }] of Object.entries(words.purposes)) {
      const clause = use[purpose];
      if (basis !== 'consent' || clause === undefined) continue;
      const at = `use.${purpose}`;
      if (clause.on === undefined) {
        yield {
          at,
          says: `\`${purpose}\` rests on consent, and no choice gives it`,
          help: 'name the choice under `on`, or say what else the purpose rests on',
        };
      } else if (choices[clause.on]?.kind === 'opt-out') {
        yield {
          at,
          says: `\`${purpose}\` rests on consent, and \`${clause.on}\` is on before anyone agrees`,
          help: `make \`${clause.on}\` an opt-in, or say what else the purpose rests on`,
        };
      }
    }
  },
};
