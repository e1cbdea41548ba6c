/** How long to wait before the next try: doubling from one second to five minutes, spread by half. */
const FIRST = 1_000;
const LONGEST = 5 * 60_000;

export class Backoff {
  readonly #random: () => number;
  readonly #longest: number;
  #failures = 0;

  constructor(random: () => number, longest = LONGEST) {
    this.#random = random;
    this.#longest = longest;
  }

  /** Milliseconds to wait after one more failure. */
  next(): number {
    const whole = Math.min(this.#longest, FIRST * 2 ** Math.min(this.#failures++, 20));
    return whole / 2 + (this.#random() * whole) / 2;
  }

  reset(): void {
    this.#failures = 0;
  }
}
