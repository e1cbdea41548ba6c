/** Looks for planted values in files, byte by byte, in every guise in which they could have been written. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';

export interface Finding {
  readonly file: string;
  /** What was planted, and how it was written. */
  readonly what: string;
  /** What stands around it. */
  readonly near: string;
}

/** Something to look for: a text, or the bytes of a number or an address. */
export type Marker = string | Buffer;

/** Everything found in the files under these folders. */
export function scan(folders: readonly string[], markers: readonly Marker[]): Finding[] {
  const table = tableOf(markers.flatMap(guisesOf));
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .flatMap((entry) => {
        const file = join(entry.parentPath, entry.name);
        return scanBytes(read(file), table).map((found) => ({ file: relative(folder, file), ...found }));
      }),
  );
}

/** A server that runs removes files meanwhile that it can make anew: `pg_internal.init`. */
function read(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

interface Guise {
  readonly what: string;
  readonly bytes: Buffer;
}

/** How many streams within streams are looked into. */
const DEEPEST = 3;
const LARGEST = 64 * 1024 * 1024;

/** Guises by their first two bytes, so that one pass over the bytes looks for all of them. */
function tableOf(guises: readonly Guise[]): ReadonlyMap<number, readonly Guise[]> {
  return Map.groupBy(guises, ({ bytes }) => bytes.readUInt16LE());
}

type Found = Omit<Finding, 'file'>;

function scanBytes(bytes: Buffer, table: ReadonlyMap<number, readonly Guise[]>, depth = 0): Found[] {
  const found = new Map<string, Found>();
  const isFirst = new Uint8Array(65_536);
  for (const key of table.keys()) isFirst[key] = 1;
  if (depth < DEEPEST) for (const key of PACKED.keys()) isFirst[key] = 1;
  let pair = (bytes[0] ?? 0) << 8;
  for (let at = 0; at + 1 < bytes.length; at += 1) {
    pair = (pair >> 8) | (bytes[at + 1]! << 8);
    if (isFirst[pair] === 0) continue;
    for (const { what, bytes: wanted } of table.get(pair) ?? []) {
      if (found.has(what) || !bytes.subarray(at, at + wanted.length).equals(wanted)) continue;
      const near = bytes.subarray(Math.max(0, at - 60), at + 90).toString('latin1');
      found.set(what, { what, near: JSON.stringify(near) });
    }
    const packed = depth < DEEPEST ? PACKED.get(pair) : undefined;
    const plain = packed && unpack(packed, bytes.subarray(at));
    for (const one of plain ? scanBytes(plain, table, depth + 1) : []) {
      found.set(`${one.what} in ${packed}`, { ...one, what: `${one.what}, within ${packed}` });
    }
  }
  return [...found.values()];
}

/** What unpacks, wherever it begins: gzip and zlib, known by their magic (RFC 1952; RFC 1950 with a window of 32 KiB). */
const PACKED: ReadonlyMap<number, 'gzip' | 'zlib'> = new Map([
  [0x8b1f, 'gzip'],
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => [(level << 8) | 0x78, 'zlib'] as const),
]);

/** Bytes that are tried of a stream: few first, since most that look like one break off at once; then as many as unpack. */
const TRIED = [1024 * 1024, 64 * 1024, 8192, 2048, 512];
const FIRST = 128;

/** As much of a stream as unpacks, whatever follows it; `undefined` if it only looked like one. */
function unpack(packed: 'gzip' | 'zlib', bytes: Buffer): Buffer | undefined {
  const body = packed === 'gzip' ? bytes.subarray(gzipHeader(bytes)) : bytes.subarray(2);
  // There is no fourth kind of block.
  if (body.length === 0 || (body[0]! & 6) === 6) return undefined;
  const first = inflated(body.subarray(0, FIRST));
  if (first === undefined) return undefined;
  for (const size of TRIED) {
    const plain = inflated(body.subarray(0, size));
    if (plain !== undefined) return plain;
  }
  return first;
}

function inflated(bytes: Buffer): Buffer | undefined {
  try {
    return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LARGEST });
  } catch {
    return undefined;
  }
}

/** The length of a gzip header (RFC 1952, 2.3); all there is if it is none. */
function gzipHeader(bytes: Buffer): number {
  const [method, flags = 0] = [bytes[2], bytes[3]];
  if (method !== 8 || flags > 31) return bytes.length;
  let length = 10;
  if (flags & 4) length += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0);
  for (const flag of [8, 16]) if (flags & flag) length = bytes.indexOf(0, length) + 1;
  return flags & 2 ? length + 2 : length;
}

function guisesOf(marker: Marker): Guise[] {
  const guises = new Map<string, Guise>();
  const add = (how: string, bytes: Buffer) => {
    const key = bytes.toString('latin1');
    if (bytes.length >= 8 && !guises.has(key)) guises.set(key, { what: `${String(marker)} as ${how}`, bytes });
  };
  const addBytes = (how: string, bytes: Buffer) => {
    add(how, bytes);
    for (const shift of [0, 1, 2]) add(`base64 of ${how}`, Buffer.from(base64Core(bytes, shift)));
    for (const shift of [0, 1, 2]) {
      add(`base64url of ${how}`, Buffer.from(base64Core(bytes, shift).replaceAll('+', '-').replaceAll('/', '_')));
    }
    add(`hex of ${how}`, Buffer.from(bytes.toString('hex')));
    add(`HEX of ${how}`, Buffer.from(bytes.toString('hex').toUpperCase()));
  };
  if (typeof marker !== 'string') {
    addBytes('bytes', marker);
    return [...guises.values()];
  }
  for (const text of new Set([marker, marker.toLowerCase(), marker.toUpperCase()])) {
    addBytes('UTF-8', Buffer.from(text));
    add('UTF-16LE', Buffer.from(text, 'utf16le'));
    add('UTF-16BE', Buffer.from(text, 'utf16le').swap16());
    add('Latin-1', Buffer.from(text, 'latin1'));
    add('JSON', Buffer.from(JSON.stringify(text).slice(1, -1)));
    add('JSON in ASCII', Buffer.from(asciiJson(text)));
    add('a URL', Buffer.from(encodeURIComponent(text)));
    add('a form', Buffer.from(new URLSearchParams({ '': text }).toString().slice(1)));
  }
  return [...guises.values()];
}

/** What base64 makes of bytes that begin at this place of a group of three, without what depends on their neighbours. */
function base64Core(bytes: Buffer, shift: number): string {
  const text = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const isWhole = (shift + bytes.length) % 3 === 0;
  return text.slice(shift === 0 ? 0 : shift + 1, isWhole ? undefined : -1);
}

const asciiJson = (text: string) =>
  JSON.stringify(text)
    .slice(1, -1)
    .replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
