import type { Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';

/** A switch that moves nothing is a promise broken where people can see it. */
export const choiceGovernsNothing: Check = {
  code: 'S301',
  name: 'choice-governs-nothing',
  severity: 'error',
  summary: 'nothing changes when a choice is turned on or off',
  *check(statement) {
    const heeded = new Set(choicesHeeded(statement));
    for (const [name, { governs }] of Object.entries(statement.choices)) {
      const at = `choices.${name}`;
      const kinds = new Set(Object.values(statement.cookies).map((cookie) => cookie.class));
      const idle = (governs.cookies ?? []).filter((one) => !kinds.has(one));
      for (const one of idle) {
        yield {
          at,
          says: `\`${name}\` governs \`${one}\` cookies, and there are none`,
          help: 'take them out of `governs`',
        };
      }
      if (heeded.has(name) || Object.values(governs).some((governed) => governed.length > idle.length)) continue;
      if (idle.length > 0) continue;
      yield { at, says: `\`${name}\` governs nothing`, help: 'say what it governs, or take it away' };
    }
  },
};

/** The choices that some clause asks to be on. */
function choicesHeeded({
  collect,
  use,
  choices,
  share,
  messages,
  cookies,
}: Statement): readonly (string | undefined)[] {
  return [
    ...Object.values(collect).flatMap(({ needs }) => needs ?? []),
    ...Object.values(use).map(({ on }) => on),
    ...Object.values(choices).flatMap(({ needs }) => needs ?? []),
    ...Object.values(share).flatMap(({ on, needs }) => [on, ...(needs ?? [])]),
    ...Object.values(messages).flatMap((clause) => (clause.class === 'promotional' ? clause.on : [])),
    ...Object.values(cookies).map(({ on }) => on),
  ];
}
