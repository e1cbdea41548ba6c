import type { Check } from './diagnostic.ts';

export const authorisationOfNobody: Check = {
  code: 'S314',
  name: 'authorisation-of-nobody',
  severity: 'error',
  summary: 'an authorisation names no recipient',
  *check({ choices, share }) {
    const authorising = new Set(Object.values(share).map(({ on }) => on));
    for (const [name, { kind, governs }] of Object.entries(choices)) {
      if (kind !== 'authorisation' || authorising.has(name) || (governs.recipients ?? []).length > 0) continue;
      yield {
        at: `choices.${name}`,
        says: `\`${name}\` authorises nobody`,
        help: 'name the recipient under `governs.recipients`, or make it an opt-in',
      };
    }
  },
};
