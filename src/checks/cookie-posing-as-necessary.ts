import type { Check } from './diagnostic.ts';

export const cookiePosingAsNecessary: Check = {
  code: 'S311',
  name: 'cookie-posing-as-necessary',
  severity: 'error',
  summary: 'a cookie calls itself strictly necessary and is not',
  *check({ words, cookies }) {
    for (const [name, clause] of Object.entries(cookies)) {
      if (clause.class !== 'strictly-necessary') continue;
      const at = `cookies.${name}`;
      const help = 'give it the class that it belongs to';
      const purpose = words.purposes[clause.for];
      const says = `\`${name}\` calls itself strictly necessary`;
      if (clause.on !== undefined) yield { at, says: `${says}, and waits for \`${clause.on}\``, help };
      else if (purpose?.marketing) yield { at, says: `${says}, and \`${clause.for}\` promotes`, help };
      else if (purpose?.basis === 'consent')
        yield { at, says: `${says}, and \`${clause.for}\` rests on consent`, help };
      else if (words.recipients[clause.by]?.kind === 'advertiser')
        yield { at, says: `${says}, and \`${clause.by}\` advertises`, help };
    }
  },
};
