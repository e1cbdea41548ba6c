import type { Check } from './diagnostic.ts';

export const noGround: Check = {
  code: 'S408',
  name: 'no-ground',
  severity: 'error',
  summary: 'an authority or acquirer gets data without anyone naming a ground',
  *check({ words, share }) {
    for (const [name, { to, grounds }] of Object.entries(share)) {
      if (grounds !== undefined && grounds.length > 0) continue;
      const at = `share.${name}`;
      if (grounds !== undefined) {
        yield { at, says: 'it needs a ground, and there is none to name', help: 'list the grounds that count' };
        continue;
      }
      for (const recipient of to) {
        const kind = words.recipients[recipient]?.kind;
        if (kind !== 'authority' && kind !== 'acquirer') continue;
        yield {
          at,
          says: `\`${recipient}\` gets it without anyone naming a ground`,
          help: 'list the grounds that count under `grounds`',
        };
      }
    }
  },
};
