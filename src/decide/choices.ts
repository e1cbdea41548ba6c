/** Which choices are on, worked out once for a standing, so that a decision only looks it up. */
import type { Answer, Standing } from '../statement/question.ts';
import type { Governs, Statement } from '../statement/statement.ts';

/** A standing made ready for decisions: see `Choices.know`. */
export interface Known {
  /** 1 where the choice of that index counts as on. */
  readonly on: Uint8Array;
  /** The `name/party` choices that count as on. */
  readonly parties: ReadonlySet<string>;
  readonly facts: Standing['facts'];
}

/** A choice that must be on, and the answer when it is not. */
export interface Requirement {
  readonly choice: number;
  readonly otherwise: Answer;
}

/** An index that no choice has: an unknown choice is never on. */
const UNKNOWN = -1;

export class Choices {
  readonly #names: readonly string[];
  readonly #index: ReadonlyMap<string, number>;
  readonly #needs: readonly (readonly number[])[];
  readonly #startsOn: Uint8Array;
  readonly #statement: Statement;
  readonly #required = new Map<string, readonly Requirement[]>();

  constructor(statement: Statement) {
    this.#statement = statement;
    this.#names = Object.keys(statement.choices);
    this.#index = new Map(this.#names.map((name, index) => [name, index]));
    const clauses = Object.values(statement.choices);
    this.#needs = clauses.map((clause) => (clause.needs ?? []).map((name) => this.indexOf(name)));
    this.#startsOn = Uint8Array.from(clauses, (clause) => (clause.starts === 'on' ? 1 : 0));
  }

  indexOf(choice: string): number {
    return this.#index.get(choice) ?? UNKNOWN;
  }

  nameOf(index: number): string {
    return this.#names[index] ?? '';
  }

  /** The requirement that a choice be on. */
  require(choice: string, because: 'choice-off' | 'not-authorised' = 'choice-off'): Requirement {
    return {
      choice: this.indexOf(choice),
      otherwise: Object.freeze({ effect: 'withheld', because, clause: `choices.${choice}` }),
    };
  }

  /**
   * The requirement that all of these be on. The same choices are one list, so that thousands of clauses under a dozen
   * choices read a dozen lists, which stay in the nearest cache.
   */
  requireAll(choices: readonly string[]): readonly Requirement[] {
    const names = [...new Set(choices)];
    const key = JSON.stringify(names);
    let list = this.#required.get(key);
    if (list === undefined) {
      list = names.map((name) => this.require(name));
      this.#required.set(key, list);
    }
    return list;
  }

  /** The choices that govern something, in the order of the statement. */
  governing<S extends keyof Governs>(sort: S, name: string): string[] {
    return this.#names.filter((choice) => {
      const governed: readonly string[] | undefined = this.#statement.choices[choice]?.governs[sort];
      return governed?.includes(name) ?? false;
    });
  }

  /**
   * What a standing amounts to. A choice is on when its own state is, and every choice that it needs;
   * one of many recipients (`name/party`) makes the choice itself on; choices that need each other
   * in a circle are off.
   */
  know(standing: Standing): Known {
    const own = this.#startsOn.slice();
    const parties: string[] = [];
    for (const [name, state] of Object.entries(standing.choices)) {
      const slash = name.indexOf('/');
      if (slash < 0) {
        const index = this.#index.get(name);
        if (index !== undefined) own[index] = state === 'on' ? 1 : 0;
      } else if (state === 'on') parties.push(name);
    }
    for (const name of parties) {
      const index = this.#index.get(name.slice(0, name.indexOf('/')));
      if (index !== undefined) own[index] = 1;
    }

    const on = new Uint8Array(own.length);
    const visiting = new Uint8Array(own.length);
    const settle = (index: number): boolean => {
      if (index === UNKNOWN || own[index] === 0 || visiting[index] === 1) return false;
      if (on[index] === 1) return true;
      visiting[index] = 1;
      const isOn = this.#needs[index]!.every(settle);
      visiting[index] = 0;
      if (isOn) on[index] = 1;
      return isOn;
    };
    for (let index = 0; index < own.length; index++) settle(index);

    const settled = parties.filter((name) => on[this.indexOf(name.slice(0, name.indexOf('/')))] === 1);
    return { on, parties: new Set(settled), facts: standing.facts };
  }
}

/** The answer of the first requirement that is not met. */
export function unmet(requirements: readonly Requirement[], known: Known): Answer | undefined {
  for (const { choice, otherwise } of requirements) if (known.on[choice] !== 1) return otherwise;
  return undefined;
}
