/** What sifting gathers: segments to seal, facts to merge, figures to count, refusals to record. */
import { dayText } from './ends.ts';
import type { FigureShape } from './event-shape.ts';

export interface Held {
  readonly event: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly generation: number;
  readonly data: { readonly [field: string]: unknown };
}

export interface SegmentPile {
  readonly category: string;
  /** `YYYY-MM-DD`, or `open`. */
  readonly expiresOn: string;
  readonly source: string | undefined;
  readonly events: Held[];
}

/** Something the statement doesn't know: never its value, and its name only as a keyed hash. */
export interface Refusal {
  readonly reason: string;
  /** JSON's type of the value. */
  readonly type: string;
  /** Characters in the name. */
  readonly length: number;
  readonly hash: string;
  n: number;
}

export interface FigurePile {
  readonly figure: string;
  /** `2027-03` or `2027-03-01`. */
  readonly period: string;
  readonly value: string;
  n: number;
}

/** Distinct unknown names that a batch's record keeps; all are counted. */
const MOST_REFUSALS = 100;

export class Piles {
  readonly #segments = new Map<string, SegmentPile>();
  /** The pile that a category was last held in: nearly always the next one too. */
  readonly #last = new Map<string, SegmentPile>();
  readonly #facts = new Map<string, { [field: string]: unknown }>();
  readonly #figures = new Map<string, FigurePile>();
  readonly #refusals = new Map<string, Refusal>();
  readonly #hashName: (name: string) => string;

  constructor(hashName: (name: string) => string) {
    this.#hashName = hashName;
  }

  /** Adds an event's fields of one category to those that end on the same day. */
  hold(category: string, expiresOn: string, source: string | undefined, held: Held): void {
    let pile = this.#last.get(category);
    if (pile?.expiresOn !== expiresOn || pile.source !== source) {
      const key = source === undefined ? `${category} ${expiresOn}` : `${category} ${expiresOn} ${source}`;
      pile = this.#segments.get(key);
      if (pile === undefined) {
        pile = { category, expiresOn, source, events: [] };
        this.#segments.set(key, pile);
      }
      this.#last.set(category, pile);
    }
    pile.events.push(held);
  }

  /** Newer values of what is true now. */
  know(category: string, values: { readonly [field: string]: unknown }): void {
    this.#facts.set(category, { ...this.#facts.get(category), ...values });
  }

  count({ name, by, every }: FigureShape, day: number, kept: readonly (Held['data'] | undefined)[]): void {
    const value = by === undefined ? '' : kept[by.part]?.[by.field];
    if (value === undefined) return;
    const period = every === 'day' ? dayText(day) : dayText(day).slice(0, 7);
    const key = `${name} ${period} ${String(value)}`;
    const pile = this.#figures.get(key);
    if (pile === undefined) this.#figures.set(key, { figure: name, period, value: String(value), n: 1 });
    else pile.n += 1;
  }

  refuse(reason: string, name: string, value: unknown): void {
    const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
    const key = `${reason} ${type} ${name}`;
    const pile = this.#refusals.get(key);
    if (pile !== undefined) pile.n += 1;
    else if (this.#refusals.size < MOST_REFUSALS) {
      this.#refusals.set(key, { reason, type, length: name.length, hash: this.#hashName(name), n: 1 });
    }
  }

  get segments(): readonly SegmentPile[] {
    return [...this.#segments.values()];
  }

  get facts(): readonly { readonly category: string; readonly values: { readonly [field: string]: unknown } }[] {
    return [...this.#facts].map(([category, values]) => ({ category, values }));
  }

  get figures(): readonly FigurePile[] {
    return [...this.#figures.values()];
  }

  get refusals(): readonly Refusal[] {
    return [...this.#refusals.values()];
  }
}
