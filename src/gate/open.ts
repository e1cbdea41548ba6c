/** `open`: reads personal data for a declared purpose, by an actor, and records it before any value leaves. */
import type { Known } from '../decide/compile.ts';
import { splitPath } from '../statement/clause.ts';
import type { Answer } from '../statement/question.ts';
import type { SubjectStanding } from '../vault/standing.ts';
import { choicesAt } from './choices-at.ts';
import { otherStatement } from './collect.ts';
import type { Facts, History, Item, Opened, Opening, SubjectId } from './gate.ts';
import { type GateParts, MOST_ATTEMPTS } from './parts.ts';

const DAY = 86_400_000;
const MOST_ITEMS = 500;

/** Whether a field of a category, from a source, may be seen. */
type MaySee = (category: string, field: string, source: string | null) => Answer;

/** Opens what a purpose may see of a subject; `undefined` when there is no such subject (any more). */
export async function open(parts: GateParts, opening: Opening): Promise<Opened | undefined> {
  const { vault, compiled, standings, hash, clock } = parts;
  const { subject, purpose, actor, because } = opening;

  let standing = await standings.get(subject);
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    if (standing === undefined || standing.tombstone !== null) return undefined;
    const choices = choicesAt(compiled.statement, standing.choices, clock());
    const maySee = seeing(parts, opening, standing, compiled.know({ choices, facts: {} }));
    const asked = expand(parts, opening.data);
    const answers = asked.map(({ category, field }) => maySee(category, field, null));
    const permitted = asked.filter((_, index) => answers[index]?.effect === 'permitted');
    const first = answers.find((answer) => answer.effect === 'permitted');
    if (first?.effect !== 'permitted')
      return (answers[0] as Opened) ?? { effect: 'refused', because: 'undeclared-use' };

    const categories = [...new Set(permitted.map(({ category }) => category))];
    const recorded = await vault.recordOpening({
      subject,
      expected: { generation: standing.generation, statement: hash },
      leaf: { kind: 'opened', detail: { purpose, actor, because: because ?? null, clause: first.clause, categories } },
    });
    if (recorded.kind === 'gone') return undefined;
    if (recorded.kind === 'moved') {
      if (recorded.standing.statement !== hash) throw otherStatement();
      standings.keep(subject, recorded.standing);
      standing = recorded.standing;
      continue;
    }
    const isPermitted = permittedIn(permitted, maySee);
    return {
      effect: 'permitted',
      clause: first.clause,
      facts: await readFacts(parts, subject, categories, isPermitted),
      history: readHistory(parts, subject, categories, isPermitted),
    };
  }
  return undefined;
}

/** Decides field by field. A person sees all that is held about them but secrets, which nobody can see. */
function seeing(parts: GateParts, { purpose }: Opening, standing: SubjectStanding, known: Known): MaySee {
  const { compiled } = parts;
  if (purpose !== 'self') {
    return (category, field, source) =>
      compiled.open({ purpose, category, field, ...(source !== null && { source }) }, known);
  }
  const { data } = compiled.statement.words;
  return (category, field) => {
    const type = data[category]?.fields[field]?.type;
    const isTheirs = data[category]?.of === standing.kind && type !== undefined && type !== 'secret';
    return isTheirs ? SEES_OWN : { effect: 'refused', because: 'undeclared-use' };
  };
}

const SEES_OWN: Answer = Object.freeze({ effect: 'permitted', clause: 'requests.access' });

/** Categories and paths as single fields. */
function expand({ compiled }: GateParts, data: readonly string[]): { category: string; field: string }[] {
  return data.flatMap((path) => {
    const { category, field } = splitPath(path);
    if (field !== undefined) return [{ category, field }];
    const declared = compiled.statement.words.data;
    const fields = Object.hasOwn(declared, category) ? Object.keys(declared[category]!.fields) : [''];
    return fields.map((one) => ({ category, field: one }));
  });
}

type IsPermitted = (category: string, field: string, source: string | null) => boolean;

/** Asked for, and permitted for data of that source; each answered once. */
function permittedIn(permitted: readonly { category: string; field: string }[], maySee: MaySee): IsPermitted {
  const asked = new Set(permitted.map(({ category, field }) => `${category}.${field}`));
  const bySource = new Map<string, boolean>();
  return (category, field, source) => {
    if (!asked.has(`${category}.${field}`)) return false;
    if (source === null) return true;
    const key = `${category}.${field} ${source}`;
    const answer = bySource.get(key) ?? maySee(category, field, source).effect === 'permitted';
    bySource.set(key, answer);
    return answer;
  };
}

async function readFacts(
  { vault, compiled }: GateParts,
  subject: SubjectId,
  categories: readonly string[],
  isPermitted: IsPermitted,
): Promise<Facts> {
  const current = categories.filter((category) => compiled.statement.words.data[category]?.current);
  if (current.length === 0) return {};
  const facts: { [category: string]: { [product: string]: { readonly [field: string]: unknown } } } = {};
  for (const { category, product, values } of await vault.readFacts(subject, current)) {
    const seen = only(values, (field) => isPermitted(category, field, null));
    if (seen === undefined) continue;
    const products = facts[category] ?? {};
    products[product] = seen;
    facts[category] = products;
  }
  return facts;
}

function readHistory(
  { vault, compiled }: GateParts,
  subject: SubjectId,
  permitted: readonly string[],
  isPermitted: IsPermitted,
): History {
  const happened = permitted.filter((category) => !compiled.statement.words.data[category]?.current);
  return async ({ categories, product, from, to, after, limit = 100 }) => {
    const wanted = categories === undefined ? happened : happened.filter((category) => categories.includes(category));
    if (wanted.length === 0) return { items: [] };
    const most = Math.min(limit, MOST_ITEMS);
    const items: Item[] = [];
    let cursor = after;
    for (;;) {
      const reading = vault.readSegments(subject, {
        categories: wanted,
        order: 'newest',
        limit: most - items.length,
        ...(product !== undefined && { product }),
        ...(from !== undefined && { fromDay: dayOf(from) }),
        ...(to !== undefined && { toDay: dayOf(to) }),
        ...(cursor !== undefined && { after: cursor }),
      });
      let seen = 0;
      for await (const segment of reading) {
        seen += segment.events.length;
        cursor = segment.cursor;
        for (const { event, at, data } of segment.events) {
          if ((from !== undefined && at < from) || (to !== undefined && at >= to)) continue;
          // Sound: events are held as objects of fields, see `collect`.
          const values = data as { readonly [field: string]: unknown };
          const kept = only(values, (field) => isPermitted(segment.category, field, segment.source));
          if (kept === undefined) continue;
          const { category, product, statement, expiresOn } = segment;
          items.push({
            category,
            product,
            event,
            at,
            data: kept,
            clause: `collect.${event}`,
            statement,
            ends: expiresOn,
          });
        }
      }
      if (seen === 0 || cursor === undefined) return { items };
      if (items.length >= most) return { items, next: cursor };
    }
  };
}

const dayOf = (instant: number): string => new Date(Math.floor(instant / DAY) * DAY).toISOString().slice(0, 10);

/** The members whose name passes; `undefined` when none does. */
function only(values: { readonly [field: string]: unknown }, passes: (field: string) => boolean) {
  const kept = Object.entries(values).filter(([field]) => passes(field));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
