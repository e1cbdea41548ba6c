/** Which choices are on, worked out once for a standing, so that a decision only looks it up. */
import type { Answer, Standing } from '../statement/question.ts';
import type { Governs, Statement } from '../statement/statement.ts';
import { type Limits, limitsIn } from './limits.ts';

/** A standing made ready for decisions: see `Choices.know`. */
export interface Known {
  /** 1 where the choice of that index counts as on. */
  readonly on: Uint8Array;
  /** The `name/party` choices that count as on. */
  readonly parties: ReadonlySet<string>;
  readonly facts: Standing['facts'];
  readonly limits: Limits;
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
  readonly #perParty: readonly boolean[];
  readonly #startsOn: Uint8Array;
  readonly #statement: Statement;
  readonly #required = new Map<string, readonly Requirement[]>();

  constructor(statement: Statement) {
    this.#statement = statement;
    this.#names = Object.keys(statement.choices);
    this.#index = new Map(this.#names.map((name, index) => [name, index]));
    const clauses = Object.values(statement.choices);
    this.#needs = clauses.map((clause) => (clause.needs ?? []).map((name) => this.indexOf(name)));
    this.#perParty = this.#names.map((name) => isPerParty(statement, name));
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

  /** Whether a choice is made for one of many recipients at a time: see `isPerParty`. */
  isPerParty(choice: string): boolean {
    return this.#perParty[this.indexOf(choice)] ?? false;
  }

  /**
   * What a standing amounts to. A choice is on when its own state is, and every choice that it needs; one for a party
   * (`name/party`) needs those of its needs that are made per party for that very party. On for some party, a choice is
   * on; choices that need each other in a circle are off.
   */
  know(standing: Standing): Known {
    const own = this.#startsOn.slice();
    const parties = new Map<number, string[]>();
    for (const [name, state] of Object.entries(standing.choices)) {
      const slash = name.indexOf('/');
      const index = this.#index.get(slash < 0 ? name : name.slice(0, slash));
      if (index === undefined) continue;
      if (slash < 0) own[index] = state === 'on' ? 1 : 0;
      else if (state === 'on') parties.set(index, [...(parties.get(index) ?? []), name.slice(slash + 1)]);
    }

    const on = new Uint8Array(own.length);
    const visiting = new Uint8Array(own.length);
    /** Whether all that a choice needs is on, for a party or for none. */
    const hasNeeds = (index: number, party?: string): boolean => {
      if (visiting[index] === 1) return false;
      visiting[index] = 1;
      const has = this.#needs[index]!.every((need) =>
        party !== undefined && this.#perParty[need] ? settleFor(need, party) : settle(need),
      );
      visiting[index] = 0;
      return has;
    };
    const settleFor = (index: number, party: string): boolean =>
      (parties.get(index)?.includes(party) ?? false) && hasNeeds(index, party);
    const settle = (index: number): boolean => {
      if (index === UNKNOWN) return false;
      if (on[index] === 1) return true;
      const isOn =
        (own[index] === 1 && hasNeeds(index)) || (parties.get(index)?.some((one) => settleFor(index, one)) ?? false);
      if (isOn) on[index] = 1;
      return isOn;
    };
    for (let index = 0; index < own.length; index++) settle(index);

    const settled = [...parties].flatMap(([index, all]) =>
      all.filter((party) => settleFor(index, party)).map((party) => `${this.nameOf(index)}/${party}`),
    );
    return { on, parties: new Set(settled), facts: standing.facts, limits: limitsIn(standing.choices) };
  }
}

/**
 * Whether a choice is made for one of many recipients at a time (`music-service/hummingbird`): an authorisation that
 * governs such recipients, and an authorisation or permission that needs a choice of this sort.
 */
export function isPerParty(statement: Statement, choice: string, above: readonly string[] = []): boolean {
  const clause = Object.hasOwn(statement.choices, choice) ? statement.choices[choice] : undefined;
  if (clause === undefined || above.includes(choice)) return false;
  if (clause.kind !== 'authorisation' && clause.kind !== 'one-time') return false;
  const { recipients } = statement.words;
  const ofMany = (name: string) => Object.hasOwn(recipients, name) && recipients[name]?.many === true;
  if (clause.kind === 'authorisation' && clause.governs.recipients?.some(ofMany)) return true;
  return (clause.needs ?? []).some((need) => isPerParty(statement, need, [...above, choice]));
}

/** The answer of the first requirement that is not met. */
export function unmet(requirements: readonly Requirement[], known: Known): Answer | undefined {
  for (const { choice, otherwise } of requirements) if (known.on[choice] !== 1) return otherwise;
  return undefined;
}
