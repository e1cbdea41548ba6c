import type { CapturedEvent, Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { KINDS } from './kinds.ts';
import { parse } from './parse.ts';

/** What a capture says. */
export interface Capture {
  /** Its events by kind, in the order in which the kinds appear. */
  readonly parts: readonly { readonly kind: CaptureKind; readonly events: readonly CapturedEvent[] }[];
  /** Records, lines or whole captures that can't be read. */
  readonly malformed: number;
  /** Records or whole captures that are of no kind known here. */
  readonly unknown: number;
}

/**
 * Translates a capture into events of the statement. It leaves nothing out and puts nothing right: deciding is the gate's.
 * Throws nothing, whatever the bytes. `at`, RFC 3339, is the time of what has none of its own.
 */
export function readCapture(bytes: Uint8Array, at: string): Capture {
  const parsed = parse(bytes);
  const events = new Map<CaptureKind, CapturedEvent[]>();
  let malformed = 0;
  let unknown = 0;

  switch (parsed.form) {
    case 'xml':
      read((kind) => kind.readXml?.(parsed.root, at));
      break;
    case 'json':
      for (const record of parsed.records) read((kind) => kind.readJson?.(record, at));
      malformed += parsed.malformed;
      break;
    case 'malformed':
      malformed = 1;
      break;
    case 'unknown':
      unknown = 1;
  }
  return { parts: [...events].map(([kind, events]) => ({ kind, events })), malformed, unknown };

  /** Asks kind after kind. */
  function read(translate: (kind: CaptureKind) => readonly Draft[] | 'malformed' | undefined): void {
    for (const kind of KINDS) {
      const drafts = translate(kind);
      if (drafts === undefined) continue;
      if (drafts === 'malformed') malformed += 1;
      else {
        const all = events.get(kind) ?? [];
        for (const draft of drafts) all.push(draft.finish());
        events.set(kind, all);
      }
      return;
    }
    unknown += 1;
  }
}
