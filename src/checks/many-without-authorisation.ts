import type { Check } from './diagnostic.ts';

export const manyWithoutAuthorisation: Check = {
  code: 'S405',
  name: 'many-without-authorisation',
  severity: 'error',
  summary: 'a recipient stands for many, and no authorisation names the one that is meant',
  *check({ words, share, choices }) {
    for (const [name, { to, on, grounds }] of Object.entries(share)) {
      for (const recipient of to) {
        if (!words.recipients[recipient]?.many || grounds !== undefined) continue;
        if (on !== undefined && choices[on]?.kind === 'authorisation') continue;
        yield {
          at: `share.${name}`,
          says: `there are many of \`${recipient}\`, and nothing authorises the one that is meant`,
          help: 'name an authorisation under `on`',
        };
      }
    }
  },
};
