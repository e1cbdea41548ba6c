/**
 * Segments: what happened, packed. Events with the same members share a shape, and each member of a shape is a column,
 * so that a name stands once however many events have it, and like values stand together for the compressor.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { Fault } from './fault.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json };

/** One event as it is held. */
export interface StoredEvent {
  /** The event's name in the statement. */
  readonly event: string;
  /** Epoch milliseconds, a whole number within 4e15 of zero. */
  readonly at: number;
  /** The directive's generation under which it was recorded. */
  readonly generation: number;
  readonly data: Json;
}

/** An event's name and the names of its members, in their order; `null` where the data is no object. */
type Shape = readonly [event: string, members: readonly string[] | null];

/** Stands where an event was that somebody deleted, so that the others keep their places. */
export const HOLE: StoredEvent = Object.freeze({ event: '', at: 0, generation: 0, data: null });
export const isHole = ({ event }: StoredEvent): boolean => event === '';

interface Packed {
  /** Shapes. */
  readonly s: readonly Shape[];
  /** Which shape each event has; left out where there is one shape only. */
  readonly i?: readonly number[];
  /** The first time, then differences. */
  readonly t: readonly number[];
  /** For each shape its columns, one after another, each with as many values as events have the shape. */
  readonly c: readonly (readonly Json[])[];
}

// The first byte says how the rest is packed.
const PLAIN = Buffer.of(0);
const DEFLATE = Buffer.of(1);
/** Below this many bytes compressing gains less than it costs: one or two events. */
const WORTH_COMPRESSING = 512;

/** Packs events of one category, product, statement, generation and expiry day. The generation stands beside it. */
export function encodeSegment(events: readonly StoredEvent[]): Buffer {
  const shapes: Shape[] = [];
  const columns: Json[][][] = [];
  const numbers = new Map<string, number>();
  // An event nearly always has the members that the last of its name had: comparing is a tenth of naming the shape.
  const latest = new Map<string, number>();
  const which: number[] = [];
  const times: number[] = [];
  let before = 0;
  for (const { event, at, data } of events) {
    const members = isObject(data) ? Object.keys(data) : null;
    let number = latest.get(event);
    if (number === undefined || !areSame(shapes[number]![1], members)) {
      const name = (members === null ? '-' : JSON.stringify(members)) + event;
      number = numbers.get(name);
      if (number === undefined) {
        number = shapes.length;
        numbers.set(name, number);
        shapes.push([event, members]);
        columns.push(members === null ? [[]] : members.map(() => []));
      }
      latest.set(event, number);
    }
    const own = columns[number]!;
    if (members === null) own[0]!.push(data);
    else for (let k = 0; k < members.length; k += 1) own[k]!.push((data as Record<string, Json>)[members[k]!]!);
    which.push(number);
    times.push(at - before);
    before = at;
  }
  const packed: Packed = { s: shapes, t: times, c: columns.flat(), ...(shapes.length > 1 && { i: which }) };
  return compress(Buffer.from(JSON.stringify(packed)));
}

/** Unpacks what `encodeSegment` packed. */
export function decodeSegment(bytes: Buffer, generation: number): StoredEvent[] {
  const { s: shapes, i: which, t: times, c: columns } = JSON.parse(expand(bytes).toString()) as Packed;
  const starts: number[] = [];
  let start = 0;
  for (const [, members] of shapes) {
    starts.push(start);
    start += members === null ? 1 : members.length;
  }
  const next = new Array<number>(shapes.length).fill(0);
  let at = 0;
  return times.map((difference, k) => {
    at += difference;
    const number = which === undefined ? 0 : which[k]!;
    const [event, members] = shapes[number]!;
    const row = next[number]!;
    next[number] = row + 1;
    const first = starts[number]!;
    if (members === null) return { event, at, generation, data: columns[first]![row]! };
    const data: Record<string, Json> = {};
    for (let m = 0; m < members.length; m += 1) put(data, members[m]!, columns[first + m]![row]!);
    return { event, at, generation, data };
  });
}

function areSame(a: readonly string[] | null, b: readonly string[] | null): boolean {
  if (a === null || b === null || a.length !== b.length) return a === b;
  for (let k = 0; k < a.length; k += 1) if (a[k] !== b[k]) return false;
  return true;
}

const isObject = (data: Json): data is { readonly [member: string]: Json } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** Assigning `__proto__` would set the prototype, where JSON means a member of that name. */
function put(data: Record<string, Json>, member: string, value: Json): void {
  if (member === '__proto__') Object.defineProperty(data, member, { value, ...OWN });
  else data[member] = value;
}
const OWN = { enumerable: true, configurable: true, writable: true };

/**
 * Raw deflate with a window of 8 KB, at its fastest: on batches of 12 to 200 events within 5 % of the size that zstd
 * comes to, for two thirds of the time, since a zstd context costs more than such a small text.
 */
function compress(plain: Buffer): Buffer {
  if (plain.length >= WORTH_COMPRESSING) {
    // A chunk as long as the text spares an output buffer of 16 KB.
    const packed = deflateRawSync(plain, { level: 1, windowBits: 13, memLevel: 6, chunkSize: plain.length });
    if (packed.length < plain.length) return Buffer.concat([DEFLATE, packed]);
  }
  return Buffer.concat([PLAIN, plain]);
}

function expand(bytes: Buffer): Buffer {
  const body = bytes.subarray(1);
  if (bytes[0] === PLAIN[0]) return body;
  if (bytes[0] === DEFLATE[0]) return inflateRawSync(body);
  throw new Fault(
    'storage-newer',
    'a segment is packed in a way that this version does not know',
    'start the version that wrote it, or a newer one',
  );
}
