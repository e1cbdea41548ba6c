import type { Check } from './diagnostic.ts';

/** A country in two regions, or in either of two without a list, would have two laws to leave by. */
export const regionOverlap: Check = {
  code: 'S412',
  name: 'region-overlap',
  severity: 'error',
  summary: 'a country is in two regions',
  *check({ words }) {
    const first = new Map<string, string>();
    let unlisted: string | undefined;
    for (const [name, { countries }] of Object.entries(words.regions)) {
      const at = `regions.${name}`;
      if (countries === undefined && unlisted !== undefined) {
        yield {
          at,
          says: `\`${name}\` and \`${unlisted}\` both stand for the countries in no other region`,
          help: 'list the countries of one of them',
        };
      } else if (countries === undefined) unlisted = name;
      for (const country of countries ?? []) {
        const before = first.get(country);
        if (before === undefined) first.set(country, name);
        else yield { at, says: `\`${country}\` is in \`${before}\` already`, help: 'list it in one region' };
      }
    }
  },
};
