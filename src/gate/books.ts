import type { Books, Count } from './gate.ts';

/** Keeps the books of a batch while it is sifted: every event and every field is counted once. */
export class Tally {
  readonly #books = {
    stored: new Map<string, Count>(),
    withheld: new Map<string, Count>(),
    refused: new Map<string, Count>(),
  };

  stored(clause: string, events: number, fields: number): void {
    add(this.#books.stored, clause, events, fields);
  }

  withheld(clause: string, events: number, fields: number): void {
    add(this.#books.withheld, clause, events, fields);
  }

  refused(reason: string, events: number, fields: number): void {
    add(this.#books.refused, reason, events, fields);
  }

  books(): Books {
    const { stored, withheld, refused } = this.#books;
    const received = { events: 0, fields: 0 };
    for (const { events, fields } of [stored, withheld, refused].flatMap((counts) => [...counts.values()])) {
      received.events += events;
      received.fields += fields;
    }
    return {
      received,
      stored: Object.fromEntries(stored),
      withheld: Object.fromEntries(withheld),
      refused: Object.fromEntries(refused),
    };
  }
}

function add(counts: Map<string, Count>, key: string, events: number, fields: number): void {
  const count = counts.get(key);
  if (count === undefined) counts.set(key, { events, fields });
  else {
    count.events += events;
    count.fields += fields;
  }
}
