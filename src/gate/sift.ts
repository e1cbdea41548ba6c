/**
 * Sifting: what becomes of each event and each field of a batch, worked out without touching anything. The
 * statement decides; fences of time and generation keep out what was recorded while it was not allowed.
 */
import type { Compiled, Known } from '../decide/compile.ts';
import { endOf } from '../decide/retention.ts';
import { splitPath, splitTaken } from '../statement/clause.ts';
import type { Standing } from '../statement/question.ts';
import { Tally } from './books.ts';
import { choicesAt, type StandingChoices } from './choices-at.ts';
import { type EventShape, eventShapes, type FieldShape, type FigureShape } from './event-shape.ts';
import type { Books } from './gate.ts';

const DAY = 86_400_000;
/** A device's clock may run ahead by this much. */
const AHEAD = DAY;
/** Distinct unknown names that a batch's record keeps; all are counted. */
const MOST_REFUSALS = 100;

export interface Sifting {
  readonly touchpoint: string;
  readonly events: readonly unknown[];
  /** For events that carry none of their own. */
  readonly generation?: number | undefined;
  readonly standing: { readonly generation: number; readonly choices: StandingChoices };
  readonly facts: Standing['facts'];
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface Held {
  readonly event: string;
  readonly at: number;
  readonly generation: number;
  readonly data: { readonly [field: string]: unknown };
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

export interface Sifted {
  readonly books: Books;
  readonly refusals: readonly Refusal[];
  readonly segments: readonly {
    readonly category: string;
    readonly expiresOn: string;
    readonly source: string | undefined;
    readonly events: Held[];
  }[];
  /** Categories that hold what is true now: the newest value of each field. */
  readonly facts: readonly { readonly category: string; readonly values: { [field: string]: unknown } }[];
  readonly figures: readonly { readonly figure: string; readonly period: string; readonly value: string; n: number }[];
  /** One-time permissions that were used up. */
  readonly consumed: readonly string[];
}

/** What becomes of a field, for one standing. */
type Fate =
  | { readonly kind: 'keep' }
  | { readonly kind: 'withhold'; readonly clause: string }
  | { readonly kind: 'refuse'; readonly reason: string };

/** What becomes of a category of an event, for one standing. */
interface CategoryFate {
  readonly fate: Fate;
  /** The choices that let it in. */
  readonly choices: readonly string[];
}

export type Sift = (sifting: Sifting) => Sifted;

/** Makes the sifter of a statement. `hashName` is keyed: see the vault. */
export function createSifter(compiled: Compiled, hashName: (name: string) => string): Sift {
  const { statement } = compiled;
  const shapes = eventShapes(statement);
  const ends = new Map<string, string>();

  return function sift(sifting: Sifting): Sifted {
    const { now, touchpoint, standing } = sifting;
    const tally = new Tally();
    const refusals = new Map<string, Refusal>();
    const segments = new Map<string, Sifted['segments'][number]>();
    const facts = new Map<string, { [field: string]: unknown }>();
    const figures = new Map<string, Sifted['figures'][number]>();
    const consumed: string[] = [];

    let known = knowWithout([]);
    let fates = new Map<EventShape, ReadonlyMap<string, CategoryFate>>();

    for (const arrival of sifting.events) siftEvent(arrival);
    return {
      books: tally.books(),
      refusals: [...refusals.values()],
      segments: [...segments.values()],
      facts: [...facts].map(([category, values]) => ({ category, values })),
      figures: [...figures.values()],
      consumed,
    };

    function knowWithout(used: readonly string[]): Known {
      const choices = choicesAt(statement, standing.choices, now);
      for (const name of used) choices[name] = 'off';
      return compiled.know({ choices, facts: sifting.facts });
    }

    function siftEvent(arrival: unknown): void {
      if (!isObject(arrival) || typeof arrival.event !== 'string' || !isObject(arrival.data ?? {})) {
        return refuseWhole('malformed', '', arrival, 0);
      }
      const data = (arrival.data ?? {}) as Record<string, unknown>;
      const names = Object.keys(data);
      const shape = shapes.get(arrival.event);
      if (shape === undefined) return refuseWhole('undeclared-event', arrival.event, data, names.length);
      if (!shape.clause.at.includes(touchpoint)) {
        return refuseWhole('undeclared-touchpoint', arrival.event, data, names.length);
      }
      const at = typeof arrival.at === 'string' && arrival.at.length <= 40 ? Date.parse(arrival.at) : Number.NaN;
      if (Number.isNaN(at)) return refuseWhole('bad-time', arrival.event, data, names.length);
      if (at > now + AHEAD) return refuseWhole('future-time', arrival.event, data, names.length);

      const ownGeneration = arrival.generation ?? sifting.generation ?? standing.generation;
      let categories = fates.get(shape);
      if (categories === undefined) {
        categories = fatesOf(shape, known);
        fates.set(shape, categories);
      }

      // First what each field comes to, then the books: a demanded field that is missing refuses the event whole.
      const kept = new Map<string, Record<string, unknown>>();
      const outcomes: { name: string; fate: Fate }[] = [];
      for (const name of names) {
        const field = shape.fields.get(name);
        const fate: Fate =
          field === undefined
            ? UNDECLARED
            : fateOf(field, categories.get(field.category)!, at, ownGeneration, data[name]);
        outcomes.push({ name, fate });
        if (fate.kind !== 'keep') continue;
        const values = kept.get(field!.category);
        if (values === undefined) kept.set(field!.category, { [name]: data[name] });
        else values[name] = data[name];
      }
      for (const name of shape.demanded) {
        const { category } = shape.fields.get(name)!;
        if (categories.get(category)!.fate.kind !== 'keep') continue;
        const outcome = outcomes.find((one) => one.name === name);
        if (outcome === undefined) return refuseWhole('missing-field', arrival.event, data, names.length);
        if (outcome.fate.kind === 'refuse') return refuseWhole(outcome.fate.reason, name, data[name], names.length);
      }

      for (const { name, fate } of outcomes) {
        if (fate.kind === 'keep') tally.stored(`collect.${shape.name}`, 0, 1);
        else if (fate.kind === 'withhold') tally.withheld(fate.clause, 0, 1);
        else {
          tally.refused(fate.reason, 0, 1);
          record(fate.reason, name, data[name]);
        }
      }
      if (kept.size === 0) return countUnkept(shape, outcomes, categories);

      tally.stored(`collect.${shape.name}`, 1, 0);
      for (const [category, values] of kept) keep(shape, category, at, values);
      for (const figure of shape.figures) countFigure(figure, at, kept);
      if (shape.permissions.length > 0) {
        consumed.push(...shape.permissions);
        known = knowWithout(consumed);
        fates = new Map();
      }
    }

    /** An event of which nothing is kept: withheld if a clause withholds any of it, else refused. */
    function countUnkept(
      shape: EventShape,
      outcomes: readonly { fate: Fate }[],
      categories: ReadonlyMap<string, CategoryFate>,
    ): void {
      const all =
        outcomes.length > 0 ? outcomes.map((one) => one.fate) : [...categories.values()].map((one) => one.fate);
      const withholding = all.find((fate) => fate.kind === 'withhold');
      if (withholding?.kind === 'withhold') return tally.withheld(withholding.clause, 1, 0);
      const refusing = all.find((fate) => fate.kind === 'refuse');
      const reason = refusing?.kind === 'refuse' ? refusing.reason : 'empty';
      tally.refused(reason, 1, 0);
      if (reason === 'empty') record(reason, shape.name, {});
    }

    function fateOf(field: FieldShape, category: CategoryFate, at: number, generation: unknown, value: unknown): Fate {
      if (category.fate.kind !== 'keep') return category.fate;
      if (!field.accepts(value)) return BAD_VALUE;
      const [first] = category.choices;
      if (first === undefined) return inTime(field.category, at);
      // What was recorded under another directive, or before its choice was last turned on, is a backlog.
      if (generation !== standing.generation) return { kind: 'withhold', clause: `choices.${first}` };
      for (const choice of category.choices) {
        const since = standing.choices[choice]?.since;
        if (since !== undefined && at < since) return { kind: 'withhold', clause: `choices.${choice}` };
      }
      return inTime(field.category, at);
    }

    function inTime(category: string, at: number): Fate {
      const ends = expiresOn(category, at, undefined);
      return ends === 'open' || Date.parse(ends) > now ? KEEP : { kind: 'withhold', clause: `keep.${category}` };
    }

    function expiresOn(category: string, at: number, source: string | undefined): string {
      const day = Math.floor(Math.min(at, now) / DAY);
      const key = `${category} ${day} ${source ?? ''}`;
      let end = ends.get(key);
      if (end === undefined) {
        const instant = endOf(statement, category, day * DAY, { source });
        // Never a moment longer than stated: the day on which it ends counts as past.
        end = instant === 'open' ? 'open' : new Date(Math.floor(instant / DAY) * DAY).toISOString().slice(0, 10);
        if (ends.size > 10_000) ends.clear();
        ends.set(key, end);
      }
      return end;
    }

    function keep(shape: EventShape, category: string, at: number, values: Record<string, unknown>): void {
      if (statement.words.data[category]?.current) {
        facts.set(category, { ...facts.get(category), ...values });
        return;
      }
      const source = shape.clause.from;
      const end = expiresOn(category, at, source);
      const key = `${category} ${end} ${source ?? ''}`;
      let segment = segments.get(key);
      if (segment === undefined) {
        segment = { category, expiresOn: end, source, events: [] };
        segments.set(key, segment);
      }
      segment.events.push({ event: shape.name, at, generation: standing.generation, data: values });
    }

    function countFigure(figure: FigureShape, at: number, kept: ReadonlyMap<string, Record<string, unknown>>) {
      const { category, field } = splitPath(figure.field ?? '');
      const value = figure.field === undefined ? '' : field === undefined ? undefined : kept.get(category)?.[field];
      if (value === undefined) return;
      const period = new Date(Math.min(at, now)).toISOString().slice(0, figure.every === 'day' ? 10 : 7);
      const key = `${figure.name} ${period} ${String(value)}`;
      const counted = figures.get(key);
      if (counted === undefined) figures.set(key, { figure: figure.name, period, value: String(value), n: 1 });
      else counted.n += 1;
    }

    function refuseWhole(reason: string, name: string, value: unknown, fields: number): void {
      tally.refused(reason, 1, fields);
      record(reason, name, value);
    }

    function record(reason: string, name: string, value: unknown): void {
      const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
      const key = `${reason} ${type} ${name}`;
      const found = refusals.get(key);
      if (found !== undefined) found.n += 1;
      else if (refusals.size < MOST_REFUSALS) {
        refusals.set(key, { reason, type, length: name.length, hash: hashName(name), n: 1 });
      }
    }

    function fatesOf(shape: EventShape, known: Known): ReadonlyMap<string, CategoryFate> {
      return new Map(
        Object.entries(shape.clause.takes).map(([category, taken]) => {
          const field = splitTaken(taken[0] ?? '').field;
          const answer = compiled.collect({ event: shape.name, at: touchpoint, category, field }, known);
          const choices = compiled.choicesOf(shape.name, category, known);
          if (answer.effect === 'withheld')
            return [category, { fate: { kind: 'withhold', clause: answer.clause }, choices }];
          if (answer.effect === 'refused')
            return [category, { fate: { kind: 'refuse', reason: answer.because }, choices }];
          const held = compiled.hold({ category });
          if (held.effect === 'withheld')
            return [category, { fate: { kind: 'withhold', clause: held.clause }, choices }];
          if (held.effect === 'refused') return [category, { fate: { kind: 'refuse', reason: held.because }, choices }];
          return [category, { fate: KEEP, choices }];
        }),
      );
    }
  };
}

const KEEP: Fate = { kind: 'keep' };
const UNDECLARED: Fate = { kind: 'refuse', reason: 'undeclared-field' };
const BAD_VALUE: Fate = { kind: 'refuse', reason: 'bad-value' };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
