/** The directive that a device holds: what it may record now, and until when. */
import type { Allowed } from '../decide/directive.ts';
import type { Clock } from './host.ts';
import type { Directive } from './wire.ts';

type Table = ReadonlyMap<string, ReadonlySet<string>>;

export class HeldDirective {
  readonly #clock: Clock;
  readonly #essential: Table;
  #directive: Directive | undefined;
  #table: Table = new Map();
  /** Monotonic. The wall clock may jump, and a directive must neither end early nor live on by that. */
  #ends = 0;

  constructor(essential: Allowed, clock: Clock) {
    this.#essential = tableOf(essential);
    this.#clock = clock;
  }

  /** The last one taken, in force or not. */
  get last(): Directive | undefined {
    return this.#directive;
  }

  get inForce(): Directive | undefined {
    return this.left > 0 ? this.#directive : undefined;
  }

  /** Milliseconds until it ends. */
  get left(): number {
    return this.#directive === undefined ? 0 : Math.max(0, this.#ends - this.#clock.monotonic());
  }

  /** The fields that may be recorded with this event now; `undefined` if it may not be recorded. */
  fieldsOf(event: string): ReadonlySet<string> | undefined {
    return (this.left > 0 ? this.#table : this.#essential).get(event);
  }

  /** Whether an event with these fields is needed for the product to work, whatever anybody chose. */
  isEssential(event: string, fields: readonly string[]): boolean {
    return covers(this.#essential, event, fields);
  }

  /** Whether the directive taken last allows an event with these fields. */
  allows(event: string, fields: readonly string[]): boolean {
    return covers(this.#table, event, fields);
  }

  /**
   * Takes a directive for `lease` milliseconds. One of an earlier generation is late mail and is left, unless the
   * one held has ended. Says whether it was taken.
   */
  take(directive: Directive, lease: number): boolean {
    if (directive.generation < (this.inForce?.generation ?? 0)) return false;
    this.#directive = directive;
    this.#table = tableOf(directive.events);
    this.renew(lease);
    return true;
  }

  /** The one held stands for another `lease` milliseconds. */
  renew(lease: number): void {
    this.#ends = this.#clock.monotonic() + lease;
  }
}

const tableOf = (allowed: Allowed): Table =>
  new Map(Object.entries(allowed).map(([event, fields]) => [event, new Set(fields)]));

function covers(table: Table, event: string, fields: readonly string[]): boolean {
  const allowed = table.get(event);
  return allowed !== undefined && fields.every((field) => allowed.has(field));
}
