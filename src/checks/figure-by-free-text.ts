import type { Check } from './diagnostic.ts';

/** A field that people fill in could name one of them in a figure about many. */
export const figureByFreeText: Check = {
  code: 'S801',
  name: 'figure-by-free-text',
  severity: 'error',
  summary: 'a figure is counted by a field that has no closed list of values',
  *check({ words, figures }) {
    for (const [name, { by }] of Object.entries(figures)) {
      if (by === undefined) continue;
      const [category = '', field = ''] = by.split('.');
      const type = words.data[category]?.fields[field]?.type;
      if (type === 'one-of' || type === 'flag' || type === 'country') continue;
      yield {
        at: `figures.${name}`,
        says: `\`${by}\` has no closed list of values to count by`,
        help: 'count by a field that is one of a list, a flag or a country',
      };
    }
  },
};
