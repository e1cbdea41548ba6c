import type { Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';

/** The European Economic Area and Switzerland, whose law asks for a safeguard where data leaves them. */
const GUARDED = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK CH'.split(' '),
);

/** GDPR article 44: data leaves only under a safeguard that the statement names (article 13(1)(f)). */
export const noSafeguard: Check = {
  code: 'S406',
  name: 'no-safeguard',
  severity: 'error',
  summary: 'data leaves a region whose law guards it, and no safeguard is named',
  *check(statement) {
    const { words, share, transfers } = statement;
    const guarded = Object.keys(words.regions).filter((region) => isGuarded(statement, region));
    for (const [name, { to }] of Object.entries(share)) {
      for (const recipient of to) {
        const region = words.recipients[recipient]?.region ?? '';
        if (isWholly(statement, region)) continue;
        for (const from of guarded) {
          if (from === region) continue;
          if (Object.values(transfers).some((one) => one.from === from && one.to.includes(region))) continue;
          yield {
            at: `share.${name}`,
            says: `\`${recipient}\` works in \`${region}\`, and no safeguard covers what goes there from \`${from}\``,
            help: `name one under \`transfers\`, from \`${from}\` to \`${region}\``,
          };
        }
      }
    }
  },
};

/** A region is guarded where a country of it is, or where the statement itself names a safeguard for leaving it. */
function isGuarded({ words, transfers }: Statement, region: string): boolean {
  const countries = words.regions[region]?.countries ?? [];
  return countries.some((one) => GUARDED.has(one)) || Object.values(transfers).some(({ from }) => from === region);
}

function isWholly({ words }: Statement, region: string): boolean {
  const countries = words.regions[region]?.countries ?? [];
  return countries.length > 0 && countries.every((one) => GUARDED.has(one));
}
