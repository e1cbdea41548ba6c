import { describe, expect, test } from 'vitest';
import { heldOf } from '../../testing/held-of-capture.ts';

const NOW = '2027-03-01T10:00:00.000Z';
const at = (iso: string) => Date.parse(iso) / 1000;
const YESTERDAY = at('2027-02-28T20:00:00Z');
const listen = (track_name: string, artist_name = 'Mo', listened_at: unknown = YESTERDAY) => ({
  listened_at,
  track_metadata: { track_name, artist_name },
});

test('a listen is a playback at its own time, with units and the service in the statement’s words', () => {
  const { capture, held, kinds } = heldOf(
    JSON.stringify({
      listen_type: 'import',
      payload: [
        {
          listened_at: YESTERDAY,
          track_metadata: {
            track_name: 'Rain',
            artist_name: 'Mo',
            release_name: 'Wet',
            additional_info: { duration_ms: 61_500, music_service: 'spotify.com', isrc: 'X1' },
          },
        },
      ],
    }),
    NOW,
  );
  expect(kinds).toEqual(['listens']);
  expect(capture.parts[0]?.events[0]?.at).toBe('2027-02-28T20:00:00.000Z');
  expect(held).toEqual([
    {
      event: 'playback',
      data: { track: 'Rain', artist: 'Mo', album: 'Wet', trackDuration: 61.5, service: 'spotify' },
    },
  ]);
});

test('lines are read one by one, and those that are none are counted as malformed', () => {
  const lines = [listen('Rain'), listen(''), listen('Snow')].map((one) => JSON.stringify(one));
  const { capture, books } = heldOf(`\ufeff${lines.join('\n')}\n{"listened_at": NaN}\nnoise\n\n`, NOW);
  expect(capture.malformed).toBe(2);
  expect(books).toMatchObject({
    received: { events: 3, fields: 6 },
    stored: { 'collect.playback': { events: 3, fields: 5 } },
    // The empty name of a track.
    refused: { 'bad-value': { events: 0, fields: 1 } },
  });
});

describe('a time that makes no sense stays wrong', () => {
  test.each([
    ['nanoseconds where seconds belong', at('2027-02-28T20:00:00Z') * 1e9, 'bad-time'],
    ['text', 'yesterday', 'bad-time'],
    ['nothing', null, 'bad-time'],
    ['the year after next', at('2029-01-01T00:00:00Z'), 'future-time'],
    ['milliseconds where seconds belong: the year 59000', at('2027-02-28T20:00:00Z') * 1e3, 'bad-time'],
  ])('%s', (_, time, reason) => {
    expect(heldOf(JSON.stringify(listen('Rain', 'Mo', time)), NOW).books.refused).toEqual({
      [reason]: { events: 1, fields: 2 },
    });
  });

  test('one that is missing is the time of the replay', () => {
    const { track_metadata } = listen('Rain');
    expect(heldOf(JSON.stringify({ track_metadata }), NOW).capture.parts[0]?.events[0]?.at).toBe(NOW);
  });
});

test('what was played longer ago than it may be kept is withheld by that clause', () => {
  const { books } = heldOf(JSON.stringify(listen('Rain', 'Mo', at('2020-01-01T00:00:00Z'))), NOW);
  expect(books.withheld).toEqual({ 'keep.activity': { events: 1, fields: 2 } });
});

test('the same listen twice is stored twice: that is what the service reported', () => {
  const { books } = heldOf(JSON.stringify({ payload: [listen('Rain'), listen('Rain')] }), NOW);
  expect(books.stored).toEqual({ 'collect.playback': { events: 2, fields: 4 } });
});

test('NUL in a name is refused, the rest of the listen is held', () => {
  const { held, books } = heldOf(JSON.stringify(listen('\0Rain')), NOW);
  expect(held.map(({ data }) => data)).toEqual([{ artist: 'Mo' }]);
  expect(books.refused).toEqual({ 'bad-value': { events: 0, fields: 1 } });
});

test('a thousand unknown fields are refused one by one, whatever their names', () => {
  const additional_info = Object.fromEntries(Array.from({ length: 998 }, (_, n) => [`key ${n}`, n]));
  const { track_metadata, ...rest } = listen('Rain');
  const text = JSON.stringify({ ...rest, track_metadata: { ...track_metadata, additional_info } });
  const { books } = heldOf(text.replace('"key 0"', '"__proto__":1,"constructor":2,"key 0"'), NOW);
  expect(books.refused).toEqual({ 'undeclared-field': { events: 0, fields: 1_000 } });
});

test('a streaming history gives what was heard, for how long, and of which service', () => {
  const record = {
    ts: '2027-02-28T20:00:00Z',
    username: 'ada',
    ms_played: 2_385,
    ip_addr: '10.1.2.3',
    master_metadata_track_name: 'Rain',
    master_metadata_album_artist_name: 'Mo',
    master_metadata_album_album_name: 'Wet',
    spotify_track_uri: 'spotify:track:1',
    episode_name: null,
    skipped: null,
  };
  const episode = {
    ...record,
    master_metadata_track_name: null,
    episode_name: 'On rain',
    episode_show_name: 'Weather',
  };
  const { kinds, held, books } = heldOf(JSON.stringify([record, episode]), NOW);
  expect(kinds).toEqual(['streaming history']);
  expect(held.map(({ data }) => data)).toEqual([
    { listenedFor: 2_385, track: 'Rain', artist: 'Mo', album: 'Wet', service: 'spotify' },
    { listenedFor: 2_385, track: 'On rain', container: 'Weather', service: 'spotify' },
  ]);
  expect(books.refused['bad-value']).toEqual({ events: 0, fields: 2 });
});

test('scrobbles tell their time in milliseconds', () => {
  const line = { timeMs: YESTERDAY * 1000, artist: 'Mo', track: 'Rain', durationMs: 61_000, mediaPlayerName: 'Box' };
  const { capture, held, kinds } = heldOf(`${JSON.stringify(line)}\n${JSON.stringify(line)}`, NOW);
  expect(kinds).toEqual(['scrobbles']);
  expect(capture.parts[0]?.events.map((event) => event.at)).toEqual(Array(2).fill('2027-02-28T20:00:00.000Z'));
  expect(held[0]?.data).toEqual({ artist: 'Mo', track: 'Rain', trackDuration: 61 });
});
