/** What a product or app may send now, read from the primary. */
import { allowedAt, eventsAt } from '../decide/directive.ts';
import { splitTaken } from '../statement/clause.ts';
import type { Standing } from '../statement/question.ts';
import { choicesAt } from './choices-at.ts';
import { closedAt } from './close.ts';
import type { Directive, SubjectId } from './gate.ts';
import type { GateParts } from './parts.ts';
import { standingInForce } from './standing-in-force.ts';

/** How long a directive stands. Without a newer one, a product sends functional data only. */
const STANDS_FOR = 24 * 60 * 60_000;

/** The directive for a touchpoint of a subject; `undefined` when there is no such subject (any more), or it is closed. */
export async function directive(
  { compiled, standings, hash, stops, clock }: GateParts,
  subject: SubjectId,
  touchpoint: string,
  facts: Standing['facts'],
): Promise<Directive | undefined> {
  const { statement } = compiled;
  const standing = await standingInForce({ standings, hash, stops }, subject);
  if (standing === undefined || closedAt(standing.choices) !== undefined) return undefined;
  const now = clock();
  const known = compiled.know({ choices: choicesAt(statement, standing.choices, now), facts });
  const isAboutThem = (event: string) =>
    Object.keys(statement.collect[event]!.takes).some((one) => statement.words.data[one]?.of === standing.kind);
  const allowed = Object.entries(allowedAt(compiled, touchpoint, known));
  const events = Object.fromEntries(allowed.filter(([event]) => isAboutThem(event)));
  const withheld = eventsAt(statement, touchpoint).flatMap(([event, clause]) => {
    if (Object.hasOwn(events, event) || !isAboutThem(event)) return [];
    const [category = '', taken = []] = Object.entries(clause.takes)[0] ?? [];
    const field = splitTaken(taken[0] ?? '').field;
    const answer = compiled.collect({ event, at: touchpoint, category, field }, known);
    if (answer.effect === 'refused' && answer.because === 'stopped') return [[event, 'stopped'] as const];
    return answer.effect === 'withheld' ? [[event, answer.clause] as const] : [];
  });
  return {
    generation: standing.generation,
    statement: { id: statement.id, hash },
    until: new Date(now + STANDS_FOR).toISOString(),
    events,
    withheld: Object.fromEntries(withheld),
  };
}
