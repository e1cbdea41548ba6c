/** A batch as its subject may see it arrive: each field with what became of it. */
import type { Compiled } from '../decide/compile.ts';
import { eventShapes } from './event-shape.ts';
import type { Batch } from './gate.ts';
import type { Seen, SeenEvent, SeenField } from './glass.ts';
import type { Sift, Sifting, Told } from './sift.ts';

/** Events of a batch that are shown. */
const MOST_EVENTS = 200;
/** Characters of a name that the statement does not know. */
const LONGEST_NAME = 100;

/** Sifts the batch once more, as it was decided, and listens to what is said of each field. */
export function createSeeing(compiled: Compiled, sift: Sift) {
  const shapes = eventShapes(compiled.statement);
  const { data } = compiled.statement.words;
  const name = (given: string) => given.slice(0, LONGEST_NAME);

  function seeField(event: string, field: string, told: Told, value: unknown): SeenField[] {
    const shape = shapes.get(event);
    const found = shape?.fields.get(field);
    const category = found && shape?.parts[found.part]?.category;
    const declared = category === undefined ? undefined : data[category];
    // Passing data and secrets are nobody's to look at, not even on their way.
    if (declared?.passing || declared?.fields[field]?.type === 'secret') return [];
    const isShown = told.effect !== 'refused';
    return [{ field: name(field), ...(category && { category }), ...told, ...(isShown && { value }) }];
  }

  return (batch: Batch, sifting: Sifting): Seen => {
    const events: SeenEvent[] = [];
    sift({
      ...sifting,
      listen(arrival, told) {
        if (events.length >= MOST_EVENTS) return;
        const { event, at, data } = (arrival ?? {}) as { event?: unknown; at?: unknown; data?: object | null };
        const named = typeof event === 'string' ? event : '';
        const fields = typeof told === 'function' ? Object.entries(data ?? {}) : [];
        events.push({
          ...(typeof event === 'string' && { event: name(event) }),
          ...(typeof told === 'function' && typeof at === 'string' && { at }),
          ...(typeof told === 'string' && { refused: told }),
          fields: fields.flatMap(([field, value]) =>
            typeof told === 'function' ? seeField(named, field, told(field), value) : [],
          ),
        });
      },
    });
    return {
      product: batch.product,
      touchpoint: batch.touchpoint,
      receivedAt: sifting.now,
      events,
      more: Math.max(0, sifting.events.length - events.length),
    };
  };
}
