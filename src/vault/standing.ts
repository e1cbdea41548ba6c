import type { Deletion } from './deletion-scope.ts';
import { type HiddenChoice, shownChoices } from './parties.ts';
import type { Parts } from './parts.ts';

export interface MadeChoice {
  readonly state: 'on' | 'off';
  /** When it was made, in epoch milliseconds. */
  readonly since: number;
}

/** What of a subject's standing a decision rests on. */
export interface Directive {
  /** Raised by one with each change of a choice. */
  readonly generation: number;
  /** The hash of the statement in force; `null` before the first is published. */
  readonly statement: string | null;
}

/** How a subject stands: what must be known to decide about its data. */
export interface SubjectStanding extends Directive {
  readonly kind: 'person' | 'household' | 'visitor';
  /** How often something was stopped, or went on. */
  readonly stops: number;
  readonly owner: string | null;
  /** Choices that were made. What is absent stands as the statement starts it. */
  readonly choices: { readonly [choice: string]: MadeChoice };
  /** Deletions of a part that stand: what they are about is not collected again. */
  readonly deletions: readonly Pick<Deletion, 'madeAt' | 'scope'>[];
  /** Since when everything about the subject is refused, in epoch milliseconds. */
  readonly tombstone: number | null;
}

interface Row extends Directive {
  kind: SubjectStanding['kind'];
  owner: string | null;
  stops: number | null;
  choices: { readonly [choice: string]: HiddenChoice };
  tombstone: Date | null;
  deletions: SubjectStanding['deletions'];
}

/** The deletions of `$1` that keep something from being collected: that of one event does not. */
const FENCES = `coalesce((
  select jsonb_agg(jsonb_build_object('madeAt', floor(extract(epoch from made_at) * 1000)::bigint, 'scope', scope))
    from deletions where subject = $1 and state <> 'undone' and not scope ? 'item'), '[]') as deletions`;

/** How a subject stands now; `undefined` if there is none of that id. */
export async function readStanding(
  { vault, keyring }: Pick<Parts, 'vault' | 'keyring'>,
  subject: string,
): Promise<SubjectStanding | undefined> {
  const [row] = await vault.query<Row>(
    `select s.kind, s.owner, s.generation, s.choices, s.tombstone, f.statement, f.stops, ${FENCES}
      from subjects s left join in_force f on true where s.id = $1`,
    [subject],
    'standing',
  );
  if (row === undefined) return undefined;
  const choices = await shownChoices({ keyring }, subject, row.choices);
  return { ...row, stops: row.stops ?? 0, choices, tombstone: row.tombstone?.getTime() ?? null };
}

/** What the functions of the database answer with: what a commit came to, and how the subject stands after it. */
export interface Outcome<K extends string> {
  readonly kind: K | 'moved' | 'gone' | 'unknown';
  readonly leaf: string;
  readonly answer: object;
  readonly generation: number;
  readonly statement: string | null;
  readonly choices: { readonly [choice: string]: HiddenChoice };
  readonly subject_kind: SubjectStanding['kind'];
  readonly owner: string | null;
  /** Of an opening alone. */
  readonly connected_at: Date | null;
}

export const standingAfter = async (
  { vault, keyring }: Pick<Parts, 'vault' | 'keyring'>,
  subject: string,
  outcome: Outcome<string>,
): Promise<SubjectStanding> => ({
  ...(await besides(vault, subject)),
  kind: outcome.subject_kind,
  owner: outcome.owner,
  generation: outcome.generation,
  statement: outcome.statement,
  choices: await shownChoices({ keyring }, subject, outcome.choices),
  tombstone: null,
});

/** What the functions leave out. It may be newer than the rest, and never older. */
async function besides(vault: Parts['vault'], subject: string): Promise<Pick<SubjectStanding, 'deletions' | 'stops'>> {
  const [row] = await vault.query<Pick<SubjectStanding, 'deletions' | 'stops'>>(
    `select coalesce((select stops from in_force), 0) as stops, ${FENCES}`,
    [subject],
    'fences',
  );
  return row!;
}
