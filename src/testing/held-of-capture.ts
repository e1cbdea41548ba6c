/** What the reference statement lets be held of a capture, without a database: the translation, then the gate's sifting. */
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { compile } from '../decide/compile.ts';
import type { Books } from '../gate/gate.ts';
import { createSifter } from '../gate/sift.ts';
import { type Capture, readCapture } from '../touchpoints/captures/read-capture.ts';
import { sumBooks } from '../touchpoints/replay/sum-books.ts';

const sift = createSifter(compile(statement), (name) => `${name.length}`);

export interface HeldOfCapture {
  readonly capture: Capture;
  readonly kinds: readonly string[];
  readonly books: Books;
  /** Events as they are held; one that is in two categories is here twice. */
  readonly held: readonly { readonly event: string; readonly data: { readonly [field: string]: unknown } }[];
}

/** Reads a capture at a moment, as the data of a registered household. */
export function heldOf(capture: string | Uint8Array, now: string): HeldOfCapture {
  const bytes = typeof capture === 'string' ? new TextEncoder().encode(capture) : capture;
  const read = readCapture(bytes, now);
  const sifted = read.parts.map(({ kind, events }) =>
    sift({
      touchpoint: kind.touchpoint,
      product: 'captured',
      events,
      standing: { kind: 'household', generation: 1, choices: {}, deletions: [] },
      facts: { registered: true },
      now: Date.parse(now),
    }),
  );
  return {
    capture: read,
    kinds: read.parts.map(({ kind }) => kind.name),
    books: sumBooks(sifted.map(({ books }) => books)),
    held: sifted.flatMap(({ segments }) =>
      segments.flatMap(({ events }) => events.map(({ event, data }) => ({ event, data }))),
    ),
  };
}
