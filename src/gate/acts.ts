/** What was done about a subject, as its own records tell: choices, disclosures of its data, and openings by staff. */
import { LRUCache } from 'lru-cache';
import type { ReadEntry } from '../vault/read-entries.ts';
import type { Vault } from '../vault/vault.ts';
import type { Actor, SubjectId } from './gate.ts';

/** A choice that was made. */
export interface PastChoice {
  readonly choice: string;
  readonly state: 'on' | 'off';
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One sending to a recipient: the detail of a record of the kind `disclosed`, with its moment. */
export interface Disclosure {
  readonly recipient: string;
  /** The clause that allowed it. */
  readonly clause: string;
  /** Categories of which something was sent. */
  readonly categories: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** One opening by people who work here. */
export interface StaffOpening {
  readonly actor: Actor;
  readonly purpose: string;
  /** The case. */
  readonly because: string;
  /** The clause that allowed it. */
  readonly clause: string;
  readonly categories: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Each in the order in which they happened. */
export interface Acts {
  readonly chosen: readonly PastChoice[];
  readonly disclosed: readonly Disclosure[];
  readonly opened: readonly StaffOpening[];
}

export interface ActsReader {
  readonly read: (subject: SubjectId) => Promise<Acts>;
  /** Its standing changed: it may be gone, and nothing is remembered of who is. */
  readonly forget: (subject: SubjectId) => void;
}

const PAGE = 1000;
/** Records younger than this are read again the next time: one that is being written may still come in before them. */
const SETTLED = 10 * 60_000;

/**
 * Reads acts, and keeps what it read: a record says what it is about under the subject's key alone, so that choices can't
 * be looked for among the batches, and a long history has many of these.
 */
export function createActs(vault: Pick<Vault, 'readEntries'>, clock: () => number): ActsReader {
  const known = new LRUCache<SubjectId, Acts & { readonly after: number }>({ max: 200 });

  async function read(subject: SubjectId): Promise<Acts> {
    const before = known.get(subject) ?? { after: 0, chosen: [], disclosed: [], opened: [] };
    const settled = { ...copied(before), after: before.after };
    const recent: ReadEntry[] = [];
    let isSettled = true;
    for (let after = settled.after; ; ) {
      const page = await vault.readEntries({ subject, after, limit: PAGE });
      for (const entry of page) {
        after = entry.leaf;
        isSettled &&= entry.at < clock() - SETTLED;
        if (!isSettled) {
          if (NOTED.includes(entry.kind)) recent.push(entry);
          continue;
        }
        note(settled, entry);
        settled.after = entry.leaf;
      }
      if (page.length < PAGE) break;
    }
    known.set(subject, settled);
    const acts = copied(settled);
    for (const entry of recent) note(acts, entry);
    return acts;
  }
  return { read, forget: (subject) => void known.delete(subject) };
}

const NOTED: readonly string[] = ['chosen', 'disclosed', 'opened'];

const copied = ({ chosen, disclosed, opened }: Acts) => ({
  chosen: [...chosen],
  disclosed: [...disclosed],
  opened: [...opened],
});

// Sound: these kinds are recorded by `choose`, by disclosures and by `open`, with these details.
function note(acts: ReturnType<typeof copied>, { kind, at, detail }: ReadEntry): void {
  if (kind === 'chosen') {
    const { choice, state } = detail as PastChoice;
    acts.chosen.push({ choice, state, at });
  } else if (kind === 'disclosed') {
    const { recipient, clause, categories } = detail as Disclosure;
    acts.disclosed.push({ recipient, clause, categories, at });
  } else if (kind === 'opened') {
    const { actor, purpose, because, clause, categories } = detail as StaffOpening;
    if (actor.startsWith('staff:')) acts.opened.push({ actor, purpose, because, clause, categories, at });
  }
}
