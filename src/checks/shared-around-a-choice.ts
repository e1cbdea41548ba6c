import type { Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';

/** Turning a purpose off would stop us, and not the recipient who works on it for us. */
export const sharedAroundAChoice: Check = {
  code: 'S409',
  name: 'shared-around-a-choice',
  severity: 'error',
  summary: 'data is shared for a purpose even when the choice over that purpose is off',
  *check(statement) {
    for (const [name, clause] of Object.entries(statement.share)) {
      if (clause.grounds !== undefined) continue;
      const asked = [...(clause.on === undefined ? [] : [clause.on]), ...(clause.needs ?? [])];
      for (const choice of choicesOver(statement, clause.for)) {
        const exempt = clause.to.find((recipient) => !heeds(statement, asked, recipient, choice));
        if (exempt === undefined) continue;
        yield {
          at: `share.${name}`,
          says: `\`${exempt}\` gets it for \`${clause.for}\` even when \`${choice}\` is off`,
          help: `let \`${choice}\` govern \`${exempt}\`, or name it under \`needs\``,
        };
      }
    }
  },
};

function choicesOver({ use, choices }: Statement, purpose: string): ReadonlySet<string> {
  const on = use[purpose]?.on;
  const governing = Object.keys(choices).filter((name) => choices[name]?.governs.purposes?.includes(purpose));
  return new Set([...(on === undefined ? [] : [on]), ...governing]);
}

/** Whether a recipient waits for a choice: itself, or by a choice that needs it. */
function heeds({ choices }: Statement, asked: readonly string[], recipient: string, choice: string): boolean {
  const waits = Object.keys(choices).filter((name) => choices[name]?.governs.recipients?.includes(recipient));
  const seen = new Set<string>();
  const queue = [...waits, ...asked];
  for (const name of queue) {
    if (name === choice) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    queue.push(...(choices[name]?.needs ?? []));
  }
  return false;
}
