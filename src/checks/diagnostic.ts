/** What a check is, and what it finds. */
import type { Statement } from '../statement/statement.ts';

/** An error stops a statement from being published; a warning asks the author to look again. */
export type Severity = 'error' | 'warning';

/** One thing that is wrong, and where. */
export interface Finding {
  /** A clause, such as `collect.checkout`, a word, such as `data.contact`, or `examples.2`, counted from 1. */
  readonly at: string;
  /** What is wrong: lowercase, the author's own names in backticks. */
  readonly says: string;
  /** What to do about it. */
  readonly help: string;
}

/** The ids of the clauses that the wording speaks of. */
export type Said = ReadonlySet<string>;

/** A text that people read, and where it stands: `wording.situations.buying.why.2`, `words.choices.marketing.says`. */
export interface Read {
  readonly at: string;
  readonly text: string;
}

/** One way for a statement to be wrong. */
export interface Check {
  /** Stable, and never used for anything else once a release has had it. */
  readonly code: `S${number}`;
  /** The name of its file, and of its sample in the corpus. */
  readonly name: string;
  readonly severity: Severity;
  /** A sentence for the list of all checks. */
  readonly summary: string;
  /** What is wrong in this statement, in the order of its clauses. `said` and `prose` are absent where no wording was made. */
  check(statement: Statement, said?: Said, prose?: readonly Read[]): Iterable<Finding>;
}

/** A finding with the check that made it. */
export interface Diagnostic extends Finding {
  readonly code: Check['code'];
  readonly name: string;
  readonly severity: Severity;
}

/** A diagnostic as two lines of text. */
export function inWords({ code, severity, at, says, help }: Diagnostic): string {
  return `${severity} ${code} ${at}: ${says}\n  help: ${help}`;
}
