/** What has gone quiet: events that a directive allowed once, and that are not recorded now. */
import type { HeldDirective } from './held-directive.ts';

export class Silence {
  readonly #held: HeldDirective;
  readonly #wallTime: () => string;
  readonly #allowedOnce = new Set<string>();
  #silent: ReadonlySet<string> = new Set();
  #since: string | undefined;

  /** Until the first directive comes, all but essential events are silent. */
  constructor(held: HeldDirective, wallTime: () => string) {
    this.#held = held;
    this.#wallTime = wallTime;
    this.#since = wallTime();
  }

  /** Since when, RFC 3339: the moment at which the last of them fell silent. */
  get since(): string | undefined {
    return this.#since;
  }

  /** Looks at the directive held; gives the events that fell silent by it, or by its end. */
  note(): readonly string[] {
    const { inForce } = this.#held;
    for (const event of Object.keys(inForce?.events ?? {})) this.#allowedOnce.add(event);
    const silent = [...this.#allowedOnce].filter((event) => this.#held.fieldsOf(event) === undefined);
    const fallen = silent.filter((event) => !this.#silent.has(event));
    this.#silent = new Set(silent);
    if (fallen.length > 0) this.#since = this.#wallTime();
    else if (silent.length === 0 && inForce !== undefined) this.#since = undefined;
    return fallen;
  }
}
