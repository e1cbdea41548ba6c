/**
 * Real captures, which are no part of this repository: they are looked for beside it. Every expectation was worked out by
 * hand from the file, and says how.
 */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { areExact } from '../../src/cli/replay-account.ts';
import type { Item, SubjectId } from '../../src/gate/gate.ts';
import { openTestGate, type TestGate } from '../../src/testing/gate.ts';
import { readCapture } from '../../src/touchpoints/captures/read-capture.ts';
import { findCaptures } from '../../src/touchpoints/replay/find-captures.ts';
import { type Account, replay } from '../../src/touchpoints/replay/replay.ts';

const root = resolve(import.meta.dirname, '../..');
const captures = resolve(root, '../shared/data');
const areThere = existsSync(captures);
if (!areThere) console.info('skipped: there are no captures of others beside this repository');

/** Listens of 2025 are within their 13 months, those of 2024 and before are past them. */
const SUMMER = '2026-06-15T12:00:00.000Z';

describe.skipIf(!areThere)('captures of real households and histories', () => {
  let world: TestGate;
  let subject: SubjectId;
  let account: Account;
  beforeAll(async () => {
    world = await openTestGate();
    world.clock.now = Date.parse(SUMMER);
    subject = await world.newSubject('household');
    const { gate, clock } = world;
    account = await replay({ gate, subject, files: await findCaptures(captures), clock });
  });
  afterAll(() => world.close());

  const booksOf = (file: string) => {
    const one = account.files.find((found) => found.file === file);
    if (one === undefined) throw new Error(`no capture ${file}`);
    expect(areExact({ files: [one], books: one.books, sent: one.books.received.events })).toBe(true);
    const { received: _, ...books } = one.books;
    return books;
  };
  const books = (expected: Partial<Account['books']>) => ({ stored: {}, withheld: {}, refused: {}, ...expected });

  test('every file is of a known kind but the one that is prose, and the books are exact', () => {
    expect(account.files.filter(({ unknown }) => unknown > 0).map(({ file }) => file)).toEqual(['README.md']);
    expect(areExact(account)).toBe(true);
    expect(account.books.received.events).toBe(account.sent);
  });

  test('settings and volume of a player', () => {
    // The volume of three channels, six settings, the instance; and the balance, which two of the channels make: 11.
    // Held as volume: the master's. As status: output, bass, treble, speech, night, loudness, balance. Refused: the
    // instance and the two channels.
    expect(booksOf('lan/events/renderingControlLastChange.json')).toEqual(
      books({
        stored: { 'collect.volume': { events: 1, fields: 1 }, 'collect.system-status': { events: 1, fields: 7 } },
        refused: { 'undeclared-field': { events: 0, fields: 3 } },
      }),
    );
  });

  test('a radio station on a player', () => {
    // 34 variables and the instance; the track's metadata is 10 leaves instead of one, the station's 8 instead of one;
    // the same station again, as the transport's metadata, lacks a space between attributes and stays one. And the
    // service, which its address tells: 1 + 32 + 10 + 8 + 1 = 52.
    // Held: transport, play mode, crossfade, length of queue, number and duration of the track, what is on, the station
    // and that it is one, the service.
    expect(booksOf('lan/events/avtransportlastchange_radio.json')).toEqual(
      books({
        stored: { 'collect.playback': { events: 1, fields: 10 } },
        refused: { 'undeclared-field': { events: 0, fields: 42 } },
      }),
    );
  });

  test('a cast with a signed address and an access token in its metadata', () => {
    // 13 variables and the instance; the metadata is 11 leaves, and stands there twice: 1 + 11 + 22 = 34. Held: the same
    // six as above, track, artist, album. The address names no service.
    expect(booksOf('lan/events/avtransportlastchange_google_cast.json')).toEqual(
      books({
        stored: { 'collect.playback': { events: 1, fields: 9 } },
        refused: { 'undeclared-field': { events: 0, fields: 25 } },
      }),
    );
  });

  test('a status page of 2017', () => {
    // 33 elements; the room and two versions have a place in a status.
    expect(booksOf('lan/device/status-zp.2017-firmware.xml')).toEqual(
      books({
        stored: { 'collect.system-status': { events: 1, fields: 3 } },
        refused: { 'undeclared-field': { events: 0, fields: 30 } },
      }),
    );
  });

  test('a crawl that was made after the clock of this replay', () => {
    const { refused } = booksOf('lan/device/services.S18.json');
    expect(Object.keys(refused)).toEqual(['future-time']);
  });

  test('a topology whose groups are not closed, and JSON with NaN, are malformed', () => {
    const malformed = books({ refused: { malformed: { events: 1, fields: 0 } } });
    expect(booksOf('lan/topology/zonegroupstate_with_satellites.xml')).toEqual(malformed);
    expect(booksOf('listening/invalid_listen_nan_in_json.json')).toEqual(malformed);
  });

  test('listens with and without names', () => {
    // Five lines of two names each; two of the ten are empty.
    expect(booksOf('listening/listenbrainz_mixed_validity.jsonl')).toEqual(
      books({
        stored: { 'collect.playback': { events: 5, fields: 8 } },
        refused: { 'bad-value': { events: 0, fields: 2 } },
      }),
    );
    // Three lines; four of the six names are empty, both of the third line, of which nothing is left.
    expect(booksOf('listening/listenbrainz_all_invalid.jsonl')).toEqual(
      books({
        stored: { 'collect.playback': { events: 2, fields: 2 } },
        refused: { 'bad-value': { events: 1, fields: 4 } },
      }),
    );
  });

  test('a streaming history of 2023 and 2024 is past the time it may be kept', () => {
    // Five records of 23 members, of which one is the time, and the service: 23 fields. Of each, the statement has track,
    // artist, album, time listened, skipped and service: withheld. The other 17 it does not know.
    expect(booksOf('listening/spotify_streaming_2023.json')).toEqual(
      books({
        withheld: { 'keep.activity': { events: 5, fields: 30 } },
        refused: { 'undeclared-field': { events: 0, fields: 85 } },
      }),
    );
  });

  test('three times the same listen is three listens', () => {
    // Three names each, of 2017; and what the envelope says, of each.
    expect(booksOf('listening/same_batch_duplicates.json')).toEqual(
      books({
        withheld: { 'keep.activity': { events: 3, fields: 9 } },
        refused: { 'undeclared-field': { events: 0, fields: 3 } },
      }),
    );
  });

  test('a time in nanoseconds where seconds belong is no time', () => {
    expect(booksOf('listening/timestamp_in_ns.json')).toEqual(
      books({ refused: { 'bad-time': { events: 1, fields: 4 } } }),
    );
  });

  test('in the year of the statement, its listens are held, and a NUL in a name is refused', async () => {
    world.clock.now = Date.parse('2017-08-15T12:00:00Z');
    const household = await world.newSubject('household');
    const files = (await findCaptures(captures)).filter(({ name }) => /unicode_null|too_large/.test(name));
    const { gate, clock } = world;
    const then = await replay({ gate, subject: household, files, clock });
    world.clock.now = Date.parse(SUMMER);
    // Two listens. Of one, artist and album are held, the track has a NUL, an id and the envelope are unknown. Of the
    // other, track, artist and album are held; 1,050 numbered keys and the envelope are unknown.
    expect(then.books).toMatchObject({
      stored: { 'collect.playback': { events: 2, fields: 5 } },
      refused: { 'bad-value': { events: 0, fields: 1 }, 'undeclared-field': { events: 0, fields: 1_053 } },
    });
  });

  test('nothing that tells of the home network, an account or an access is held', async () => {
    const items = await allOf(world, subject);
    expect(items.length).toBeGreaterThan(70);
    expect(items.flatMap(({ data }) => tellTales(data))).toEqual([]);

    // What was handed to the gate had all of these in it: the scan sees.
    const sent = (await findCaptures(captures)).flatMap(({ path }) =>
      readCapture(readFileSync(path), SUMMER).parts.flatMap(({ events }) => events),
    );
    const told = new Set(sent.flatMap(({ data }) => tellTales(data)));
    expect([...told].sort()).toEqual(Object.keys(TALES).sort());
  });
});

/** What must not be held, by what it tells. */
const TALES: { readonly [tale: string]: RegExp } = {
  'a MAC address': /(?<![0-9a-f])[0-9a-f]{2}([:-][0-9a-f]{2}){5}(?![0-9a-f])/i,
  'an address at home': /(?<![\d.])(127|10|192\.168|172\.(1[6-9]|2\d|3[01]))(\.\d{1,3}){2,3}(?![\d.])/,
  'an address': /:\/\//,
  'an access': /Authorization|auth=|tok=|sig=|partnertok/,
  'an account': /SA_RINCON|[?&;]sn=/,
  'the id of a product': /RINCON_/,
};

/** The tales in a held item; a group and the product that leads it may name products. */
const tellTales = (data: { readonly [field: string]: unknown }): string[] =>
  Object.entries(data).flatMap(([field, value]) =>
    Object.entries(TALES)
      .filter(([tale]) => tale !== 'the id of a product' || (field !== 'coordinator' && field !== 'group'))
      .filter(([, pattern]) => pattern.test(JSON.stringify(value) ?? ''))
      .map(([tale]) => tale),
  );

/** Everything that is held of a household, as it may see it itself. */
async function allOf({ gate }: TestGate, subject: SubjectId): Promise<readonly Item[]> {
  const data = ['activity', 'system', 'performance', 'registration'];
  const opened = await gate.open({ subject, purpose: 'self', data, actor: 'self' });
  if (opened?.effect !== 'permitted') throw new Error('a household may see its own');
  expect(opened.facts).toEqual({});
  const items: Item[] = [];
  let after: string | undefined;
  do {
    const page = await opened.history({ after });
    items.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return items;
}

describe('sotto replay', () => {
  const sotto = (...args: string[]) =>
    spawnSync(process.execPath, ['src/main.ts', 'replay', ...args], { cwd: root, encoding: 'utf8', timeout: 60_000 });
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-captures-'));
    const listen = {
      listened_at: 1_803_844_800,
      track_metadata: { track_name: 'Rain', artist_name: '', isrc: 'GEHEIM' },
    };
    writeFileSync(join(folder, 'listens.txt'), JSON.stringify(listen));
    writeFileSync(join(folder, 'broken.json'), '{"ms_played": NaN}');
    writeFileSync(join(folder, 'notes'), 'what I did today');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('tells what was stored and refused, with no value and no unknown name', () => {
    const { status, stdout, stderr } = sotto(folder, '--at', '2027-03-01T10:00:00Z', '--verbose');
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('events: 2 received = 1 stored + 0 withheld + 1 refused');
    expect(stdout).toContain('fields: 3 received = 1 stored + 0 withheld + 2 refused');
    expect(stdout).toContain('The books are exact.');
    expect(stdout).toContain('of no known kind: 1');
    expect(stdout).not.toMatch(/GEHEIM|isrc|Rain|today/);
  });

  test('counts the files that there are, however deep, each once', () => {
    const deep = mkdtempSync(join(tmpdir(), 'sotto-deep-'));
    mkdirSync(join(deep, 'er', 'und er'), { recursive: true });
    mkdirSync(join(deep, 'nothing in it'));
    for (const name of ['1.json', 'er/2.xml', 'er/und er/3', 'er/und er/.hidden', 'er/Ünïcode 4.txt', 'empty.jsonl'])
      writeFileSync(join(deep, name), name === 'empty.jsonl' ? '' : 'what I did today');
    const there = readdirSync(deep, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = there.map(({ parentPath, name }) => relative(deep, join(parentPath, name))).sort();
    expect(names).toHaveLength(6);
    // Links could lead anywhere: they are not followed.
    symlinkSync(join(folder, 'notes'), join(deep, 'link'));
    symlinkSync(folder, join(deep, 'er', 'back'));
    const at = ['--at', '2027-03-01T10:00:00Z'];
    const { files } = JSON.parse(sotto(deep, ...at, '--json').stdout) as Account;
    expect(files.map(({ file }) => file).sort()).toEqual(names);
    expect(sotto(deep, ...at).stdout).toMatch(/^6 captures at /);
    rmSync(deep, { recursive: true });
  });

  test('gives machines the same', () => {
    const { status, stdout } = sotto(folder, '--at', '2027-03-01T10:00:00Z', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      sent: 2,
      books: {
        stored: { 'collect.playback': { events: 1, fields: 1 } },
        refused: {
          malformed: { events: 1, fields: 0 },
          'bad-value': { events: 0, fields: 1 },
          'undeclared-field': { events: 0, fields: 1 },
        },
      },
      refusals: [
        { reason: 'bad-value', type: 'string', n: 1 },
        { reason: 'malformed', type: 'null', n: 1 },
        { reason: 'undeclared-field', type: 'string', n: 1 },
      ],
    });
  });

  test('says what is wrong with how it was called', () => {
    const missing = sotto(join(folder, 'nowhere'));
    expect([missing.status, missing.stdout]).toEqual([2, '']);
    expect(missing.stderr).toContain('there is no folder');
    expect(sotto(join(folder, 'notes')).status).toBe(2);
    const empty = mkdtempSync(join(tmpdir(), 'sotto-empty-'));
    expect(sotto(empty)).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining('there is no file in'),
    });
    rmSync(empty, { recursive: true });
    expect(sotto(folder, '--at', 'noon').status).toBe(2);
    expect(sotto(folder, '--at', '2027-03-01T10:00:00Z', '--data', folder).status).toBe(2);
    expect(sotto('--help').stdout).toContain('Exit codes');
  });
});
