/**
 * Sifting: what becomes of each event and each field of a batch, worked out without touching anything. The
 * statement decides; fences of time and generation keep out what was recorded while it was not allowed.
 */
import type { Compiled, Known } from '../decide/compile.ts';
import { instantOf } from '../decide/instant.ts';
import type { Stopped } from '../decide/stopped.ts';
import type { Standing } from '../statement/question.ts';
import type { SubjectKind } from '../statement/vocabulary.ts';
import type { Deletion } from '../vault/deletion-scope.ts';
import { Tally } from './books.ts';
import { choicesAt, type StandingChoices } from './choices-at.ts';
import { DAY } from './ends.ts';
import { type EventShape, eventShapes, type FieldShape } from './event-shape.ts';
import { createJudge, type Fate, type FateAt } from './fate.ts';
import type { Books } from './gate.ts';
import { type Held, Piles } from './piles.ts';

/** A device's clock may run ahead by this much. */
const AHEAD = DAY;

export interface Sifting {
  readonly touchpoint: string;
  /** `''` for a form that people fill in. */
  readonly product: string;
  readonly events: readonly unknown[];
  /** People filled it in: see `Batch`. */
  readonly isForm?: boolean;
  /** For events that carry none of their own. */
  readonly generation?: number | undefined;
  readonly standing: {
    readonly kind: SubjectKind;
    readonly generation: number;
    readonly choices: StandingChoices;
    readonly deletions: readonly Pick<Deletion, 'madeAt' | 'scope'>[];
  };
  readonly facts: Standing['facts'];
  /** Epoch milliseconds. */
  readonly now: number;
  /** Told of each event: why all of it is refused, or how to ask what became of a field. */
  readonly listen?: (arrival: unknown, told: string | ((field: string) => Told)) => void;
}

/** What became of a field: by which clause, or for which reason. */
export interface Told {
  readonly effect: 'stored' | 'withheld' | 'refused';
  readonly why: string;
}

export interface Sifted extends Pick<Piles, 'segments' | 'facts' | 'figures' | 'refusals'> {
  readonly books: Books;
  /** One-time permissions that were used up. */
  readonly consumed: readonly string[];
}

export type Sift = (sifting: Sifting) => Sifted;

/** Makes the sifter of a statement. `hashName` is keyed: see the vault. */
export function createSifter(compiled: Compiled, hashName: (name: string) => string, stopped?: Stopped): Sift {
  const shapes = eventShapes(compiled.statement, stopped);
  const judge = createJudge(compiled);

  return ({ touchpoint, product, events, isForm, generation, standing, facts, now, listen }) => {
    const tally = new Tally();
    const piles = new Piles(hashName);
    const consumed: string[] = [];
    let known = knowNow();
    let fates = new Map<EventShape, readonly FateAt[]>();

    let arriving: unknown;
    for (const arrival of events) {
      arriving = arrival;
      siftEvent(arrival);
    }
    const { segments, facts: current, figures, refusals } = piles;
    return { books: tally.books(), segments, facts: current, figures, refusals, consumed };

    /** How the subject stands, permissions that this batch has used up left out. */
    function knowNow(): Known {
      const choices = choicesAt(compiled.statement, standing.choices, now);
      for (const name of consumed) choices[name] = 'off';
      return compiled.know({ choices, facts });
    }

    function siftEvent(arrival: unknown): void {
      if (!isObject(arrival) || typeof arrival.event !== 'string' || !isObject(arrival.data ?? {})) {
        return refuseWhole('malformed', '', arrival, 0);
      }
      const data = (arrival.data ?? {}) as Record<string, unknown>;
      const names = Object.keys(data);
      const shape = shapes.get(arrival.event);
      if (shape === undefined) return refuseWhole('undeclared-event', arrival.event, data, names.length);
      if (!shape.at.has(touchpoint)) return refuseWhole('undeclared-touchpoint', shape.name, data, names.length);
      const at = instantOf(arrival.at);
      if (Number.isNaN(at)) return refuseWhole('bad-time', shape.name, data, names.length);
      if (at > now + AHEAD) return refuseWhole('future-time', shape.name, data, names.length);

      const recordedUnder = arrival.generation ?? generation;
      const parts = fatesOf(shape).map((fateAt) => fateAt(at, recordedUnder));
      // What people send by a form is one: without a field of it they would have sent another.
      if (isForm && names.some((name) => shape.fields.get(name)?.isStopped))
        return refuseWhole('stopped', shape.name, data, names.length);
      for (const { name, part, accepts, isStopped } of shape.demanded) {
        if (parts[part]!.kind !== 'keep' || isStopped) continue;
        if (!Object.hasOwn(data, name)) return refuseWhole('missing-field', shape.name, data, names.length);
        if (!accepts(data[name])) return refuseWhole('bad-value', name, data[name], names.length);
      }

      listen?.(arrival, (name) => toldOf(shape, parts, name, data[name]));
      const whole = wholePart(shape, data, names, parts);
      if (whole !== undefined) {
        tally.stored(shape.clause, 1, names.length);
        return keep(
          shape,
          at,
          parts,
          parts.map((_, part) => (part === whole ? data : undefined)),
        );
      }

      const kept: (Record<string, unknown> | undefined)[] = [];
      let count = 0;
      let withheld: string | undefined;
      let refused: string | undefined;
      for (const name of names) {
        const field = shape.fields.get(name);
        const fate = fateOf(field, parts);
        if (fate?.kind === 'withhold') {
          withheld ??= fate.clause;
          tally.withheld(fate.clause, 0, 1);
        } else if (fate?.kind === 'keep' && field!.accepts(data[name])) {
          const values = kept[field!.part];
          if (values === undefined) kept[field!.part] = { [name]: data[name] };
          else values[name] = data[name];
          count += 1;
        } else {
          const reason = reasonOf(fate);
          refused ??= reason;
          tally.refused(reason, 0, 1);
          piles.refuse(reason, name, data[name]);
        }
      }

      if (count > 0) {
        tally.stored(shape.clause, 1, count);
        return keep(shape, at, parts, kept);
      }
      // Nothing of it is kept: withheld if a clause withholds any of it, else refused.
      for (const fate of names.length === 0 ? parts : []) if (fate.kind === 'withhold') withheld ??= fate.clause;
      if (withheld !== undefined) return tally.withheld(withheld, 1, 0);
      tally.refused(refused ?? 'empty', 1, 0);
      if (refused === undefined) piles.refuse('empty', shape.name, data);
    }

    function keep(
      shape: EventShape,
      at: number,
      parts: readonly Fate[],
      kept: readonly (Held['data'] | undefined)[],
    ): void {
      for (const [part, data] of kept.entries()) {
        const fate = parts[part];
        if (data === undefined || fate?.kind !== 'keep') continue;
        const { category, isCurrent } = shape.parts[part]!;
        if (isCurrent) piles.know(category, data);
        else {
          const held = { event: shape.name, at, generation: standing.generation, data };
          piles.hold(category, fate.end.day, shape.source, held);
        }
      }
      for (const figure of shape.figures) piles.count(figure, Math.floor(Math.min(at, now) / DAY), kept);
      if (shape.permissions.length > 0) {
        consumed.push(...shape.permissions);
        known = knowNow();
        fates = new Map();
      }
    }

    function fatesOf(shape: EventShape): readonly FateAt[] {
      let judged = fates.get(shape);
      if (judged === undefined) {
        judged = judge(shape, { at: touchpoint, product }, known, standing, now);
        fates.set(shape, judged);
      }
      return judged;
    }

    function refuseWhole(reason: string, name: string, value: unknown, fields: number): void {
      listen?.(arriving, reason);
      tally.refused(reason, 1, fields);
      piles.refuse(reason, name, value);
    }
  };
}

/** Why a field is refused, neither withheld nor kept. */
const reasonOf = (fate: Fate | undefined): string =>
  fate === undefined ? 'undeclared-field' : fate.kind === 'refuse' ? fate.reason : 'bad-value';

/** A field may be stopped that its category is not. */
function fateOf(field: FieldShape | undefined, parts: readonly Fate[]): Fate | undefined {
  const fate = field === undefined ? undefined : parts[field.part]!;
  return field?.isStopped && fate?.kind === 'keep' ? STOPPED : fate;
}
const STOPPED: Fate = { kind: 'refuse', reason: 'stopped' };

/** The same of one field as is done with it. */
function toldOf(shape: EventShape, parts: readonly Fate[], name: string, value: unknown): Told {
  const field = shape.fields.get(name);
  const fate = fateOf(field, parts);
  if (fate?.kind === 'withhold') return { effect: 'withheld', why: fate.clause };
  if (fate?.kind === 'keep' && field!.accepts(value)) return { effect: 'stored', why: shape.clause };
  return { effect: 'refused', why: reasonOf(fate) };
}

/**
 * The part that all of an event's fields belong to, if there is one and it keeps every field: most events. Their data
 * is held as it came, since taking it apart and putting it together again doubles the time of sifting.
 */
function wholePart(
  { fields }: EventShape,
  data: Record<string, unknown>,
  names: readonly string[],
  parts: readonly Fate[],
): number | undefined {
  let part: number | undefined;
  for (const name of names) {
    const field = fields.get(name);
    if (field === undefined || field.isStopped || !field.accepts(data[name])) return undefined;
    part ??= field.part;
    if (field.part !== part) return undefined;
  }
  return part !== undefined && parts[part]!.kind === 'keep' ? part : undefined;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
