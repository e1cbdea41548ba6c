import type { Check } from './diagnostic.ts';

export const choiceCircle: Check = {
  code: 'S303',
  name: 'choice-circle',
  severity: 'error',
  summary: 'choices need each other in a circle, so that none can be turned on first',
  *check({ choices }) {
    const reported = new Set<string>();
    for (const name of Object.keys(choices)) {
      const circle = circleFrom(name);
      if (circle === undefined || circle.some((one) => reported.has(one))) continue;
      for (const one of circle) reported.add(one);
      const others = circle.slice(1).map((one) => `\`${one}\``);
      yield {
        at: `choices.${name}`,
        says:
          others.length === 0
            ? `\`${name}\` needs itself`
            : `\`${name}\` needs itself by way of ${others.join(' and ')}, so that it is never on`,
        help: 'take one of them out of `needs`',
      };
    }

    /** The shortest way along `needs` from a choice back to it. */
    function circleFrom(name: string): readonly string[] | undefined {
      const seen = new Set<string>();
      let ways: string[][] = [[name]];
      while (ways.length > 0) {
        const longer: string[][] = [];
        for (const way of ways) {
          for (const next of choices[way.at(-1)!]?.needs ?? []) {
            if (next === name) return way;
            if (seen.has(next)) continue;
            seen.add(next);
            longer.push([...way, next]);
          }
        }
        ways = longer;
      }
      return undefined;
    }
  },
};
