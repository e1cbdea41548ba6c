/** An event in the making: what a capture says, under the statement's names where it has them. */

/** An event as a product or an app would have sent it. */
export interface CapturedEvent {
  readonly event: string;
  /** RFC 3339, or whatever stands where a time should: the gate judges it. */
  readonly at: string;
  readonly data: { readonly [field: string]: unknown };
}

/**
 * Gathers the fields of one event.
 *
 * INVARIANT: nothing is left out. What the statement has a name for gets that name; the rest keeps the name that it has in
 * the capture, so that the gate refuses and counts it. A translation that dropped what it does not know would hide it.
 */
export class Draft {
  readonly #event: string;
  readonly #at: string;
  readonly #data = new Map<string, unknown>();
  readonly #seen = new Map<string, number>();

  constructor(event: string, at: string) {
    this.#event = event;
    this.#at = at;
  }

  /** Whether a field has been said. */
  has(field: string): boolean {
    return this.#data.has(field);
  }

  /** What is read from something that stands in the event already, such as the service in an address. */
  infer(field: string, value: unknown): void {
    if (value !== undefined && !this.#data.has(field)) this.#data.set(field, value);
  }

  /** A declared field. The first to say it has it: a repetition stays under its own name. */
  say(field: string, value: unknown, ownName: string): void {
    if (this.#data.has(field)) this.keep(ownName, value);
    else this.#data.set(field, value);
  }

  /** Something that the statement has no name for; `[2]`, `[3]` … tell repeated names apart. */
  keep(ownName: string, value: unknown): void {
    let name = ownName;
    for (let n = this.#seen.get(ownName) ?? 1; this.#data.has(name); ) {
      n += 1;
      name = `${ownName}[${n}]`;
      this.#seen.set(ownName, n);
    }
    this.#data.set(name, value);
  }

  get isEmpty(): boolean {
    return this.#data.size === 0;
  }

  /** `Object.fromEntries` makes a field of any name, `__proto__` too. */
  finish(): CapturedEvent {
    return { event: this.#event, at: this.#at, data: Object.fromEntries(this.#data) };
  }
}
