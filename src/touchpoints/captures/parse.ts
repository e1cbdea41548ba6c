/** From bytes to XML or JSON, with bounds. */
import { type Element, parseXml } from './xml.ts';

export type Parsed =
  | { readonly form: 'xml'; readonly root: Element }
  /** The records of a file, and how many lines of it are none. */
  | { readonly form: 'json'; readonly records: readonly unknown[]; readonly malformed: number }
  | { readonly form: 'malformed' }
  /** Neither XML nor JSON. */
  | { readonly form: 'unknown' };

/** Bytes of a capture. */
export const LARGEST = 16_000_000;
/** Objects within objects. */
const DEEPEST = 64;

/** Reads a capture; throws nothing, whatever the bytes. */
export function parse(bytes: Uint8Array): Parsed {
  if (bytes.length > LARGEST) return { form: 'malformed' };
  const text = textOf(bytes);
  if (text === undefined) return { form: 'unknown' };
  const start = text.trimStart();
  if (start.startsWith('<')) {
    const root = parseXml(start);
    return root ? { form: 'xml', root } : { form: 'malformed' };
  }
  return /^[{[]/.test(start) ? parseJson(start) : { form: 'unknown' };
}

/** UTF-8, or UTF-16 with its mark. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** One document, or a record a line. Numbers that JSON does not have, such as `NaN`, make a document malformed. */
function parseJson(text: string): Parsed {
  const whole = parseOne(text);
  if (whole !== undefined) {
    return isTooDeep(whole) ? { form: 'malformed' } : { form: 'json', records: recordsOf(whole), malformed: 0 };
  }
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map((line) => (line.startsWith('{') ? parseOne(line) : undefined));
  const sound = records.filter((record) => record !== undefined && !isTooDeep(record));
  if (sound.length === 0) return { form: 'malformed' };
  return { form: 'json', records: sound, malformed: lines.length - sound.length };
}

function parseOne(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An empty list is one record, of no known kind. */
const recordsOf = (whole: unknown): readonly unknown[] => (Array.isArray(whole) && whole.length > 0 ? whole : [whole]);

/** Looks without recursion, so that no depth overflows the stack. */
function isTooDeep(value: unknown): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
