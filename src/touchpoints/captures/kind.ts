import type { Draft } from './draft.ts';
import type { Element } from './xml.ts';

/** One kind of capture: known by what is in it, never by the name of its file. */
export interface CaptureKind {
  readonly name: string;
  /** Where such data arises. */
  readonly touchpoint: 'product' | 'app';
  /** Something to know about what becomes of it. */
  readonly note?: string;
  /** `undefined`: not of this kind; `'malformed'`: of this kind, but what is inside can't be read. `at` is for what has no time of its own. */
  readonly readXml?: (root: Element, at: string) => readonly Draft[] | 'malformed' | undefined;
  readonly readJson?: (record: unknown, at: string) => readonly Draft[] | undefined;
}
