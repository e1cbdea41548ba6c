import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MUSIC_SERVICES } from '../../../statements/sonos-2017-08/music-services.ts';
import { heldOf } from '../../testing/held-of-capture.ts';
import { readCapture } from './read-capture.ts';
import { serviceOf, serviceOfSite } from './service.ts';

const NOW = '2027-03-01T10:00:00.000Z';
const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCapture(bytes(text), NOW);

const MALFORMED = { parts: [], malformed: 1, unknown: 0 };
const UNKNOWN = { parts: [], malformed: 0, unknown: 1 };

test.each([
  ['JSON with a number that JSON does not have', '{"payload": [{"listened_at": NaN}]}', MALFORMED],
  ['JSON that breaks off', '{"listened_at": 1', MALFORMED],
  ['XML that is not closed', '<ZPInfo><ZoneName>', MALFORMED],
  [
    'a document type, which could declare entities',
    '<!DOCTYPE a [<!ENTITY e "x">]><ZPInfo><a>&e;</a></ZPInfo>',
    MALFORMED,
  ],
  ['XML deeper than any player’s', `${'<a>'.repeat(60)}${'</a>'.repeat(60)}`, MALFORMED],
  ['JSON deeper than any history', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, MALFORMED],
  ['prose', '# Notes about my speakers', UNKNOWN],
  ['nothing', '', UNKNOWN],
  ['XML of something else', '<html><body>hello</body></html>', UNKNOWN],
  ['JSON of something else', '{"hello": "world"}', UNKNOWN],
  ['an empty list', '[]', UNKNOWN],
])('%s is counted, and nothing of it handed on', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('bytes that are no text are of no kind, and UTF-16 with its mark is text', () => {
  expect(readCapture(new Uint8Array([0x7b, 0xff, 0xc0]), NOW)).toEqual(UNKNOWN);
  const text = '\ufeff<ZPInfo><ZoneName>Büro</ZoneName></ZPInfo>';
  expect(heldOf(new Uint8Array(Buffer.from(text, 'utf16le')), NOW).held[0]?.data).toEqual({ room: 'Büro' });
});

test('entities other than XML’s own five are left as they are, and what was encoded twice stays encoded once', () => {
  const { held } = heldOf('<ZPInfo><ZoneName>&amp;lt; &nbsp; &#66;&#x43; &#xFFFFFF;</ZoneName></ZPInfo>', NOW);
  expect(held[0]?.data).toEqual({ room: '&lt; &nbsp; BC &#xFFFFFF;' });
});

test('every service that an address can mean is one that the statement knows', () => {
  const known = new Set<string>(MUSIC_SERVICES);
  const addresses = [
    ...Array.from({ length: 1_000 }, (_, sid) => `x-sonosapi-hls:1?sid=${sid}`),
    ...['spotify:track:1', 'aac://a', 'hls-radio://a', 'x-rincon-mp3radio://a', 'x-file-cifs://a', 'x-smb://a'],
    ...['x-rincon-playlist:1', 'x-rincon-stream:1', 'x-sonos-htastream:1', 'x-sonos-vli:1:1,airplay:2'],
  ];
  const services = [
    ...addresses.map(serviceOf),
    ...['spotify.com', 'deezer.com', 'tidal.com', 'soundcloud.com', 'music.apple.com'].map(serviceOfSite),
    ...['music.youtube.com', 'pandora.com', 'napster.com', 'qobuz.com'].map(serviceOfSite),
  ];
  expect(services.filter((one) => !known.has(String(one)))).toEqual([]);
  expect(new Set(services).size).toBeGreaterThan(20);
  expect(serviceOf('https://music.example/1')).toBeUndefined();
});

describe('whatever comes', () => {
  /** Pieces that captures are made of, so that random texts get past the recognisers. */
  const pieces = fc.constantFrom(
    ...['<ZPInfo>', '</ZPInfo>', '<ZoneGroups>', '</ZoneGroups>', '<ZoneGroup ID="1">', '</ZoneGroup>', '<Result>'],
    ...[
      '</Result>',
      '<LastChange>',
      '</LastChange>',
      '&lt;Event>&lt;InstanceID val="0">',
      '&lt;/InstanceID>&lt;/Event>',
    ],
    ...[
      '&lt;DIDL-Lite>',
      '&lt;/DIDL-Lite>',
      '&lt;item id="SQ:1">',
      '&lt;/item>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<?',
    ],
    ...[
      '{"listened_at":1,"track_metadata":',
      '{"ts":1,"ms_played":2}',
      '{"timeMs":',
      '"track":null}',
      '{',
      '}',
      '[',
      ']',
    ],
    ...['{"$name":"instanceid","volume":[{"channel":', '{"$name":"zonegroup","zonegroupmember":', ',', ':', '"', '\n'],
    ...['{"TrackURI":"?sid=9","TrackMetaData":"<DIDL-Lite><item/></DIDL-Lite>"}', 'NaN', '\0', '\ufeff', '1e999'],
  );
  const texts = fc.oneof(
    fc
      .array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 30 })
      .map((all) => all.join('')),
    fc.json({ maxDepth: 6 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  test('reading throws nothing, and gives events of the form that the gate takes', () => {
    fc.assert(
      fc.property(fc.oneof(texts.map(bytes), fc.uint8Array({ maxLength: 300 })), (capture) => {
        const { parts, malformed, unknown } = readCapture(capture, NOW);
        expect(parts.length + malformed + unknown).toBeGreaterThan(0);
        for (const { event, at, data } of parts.flatMap((part) => part.events)) {
          expect([typeof event, typeof at, Object.getPrototypeOf(data)]).toEqual([
            'string',
            'string',
            Object.prototype,
          ]);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test('the gate can sift it, and its books come to what was handed on', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { capture, books } = heldOf(text, NOW);
        const events = capture.parts.flatMap((part) => part.events);
        const fields = events.reduce((sum, { data }) => sum + Object.keys(data).length, 0);
        expect(books.received).toEqual({ events: events.length, fields });
      }),
      { numRuns: 1_000 },
    );
  });

  test('a listen leaves nothing out: it has a field for every leaf but its time', () => {
    fc.assert(
      fc.property(
        fc.object({ maxDepth: 4, values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)] }),
        (more) => {
          const listen = { listened_at: 1_800_000_000, track_metadata: { ...more, track_name: 'Rain' } };
          const [event] = read(JSON.stringify(listen)).parts[0]!.events;
          expect(Object.keys(event!.data)).toHaveLength(countLeaves(listen.track_metadata));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a status page leaves nothing out, and nothing but three declared fields of it is held', () => {
    const name = fc.constantFrom('Room', 'ZoneName', 'MAC', 'Serial', 'x', 'SoftwareVersion', 'HardwareVersion');
    const { node } = fc.letrec<{ node: Xml }>((tie) => ({
      node: fc.record({
        name,
        inside: fc.oneof({ maxDepth: 4 }, fc.constant('GEHEIM'), fc.array(tie('node'), { minLength: 1, maxLength: 4 })),
      }),
    }));
    fc.assert(
      fc.property(fc.array(node, { minLength: 1, maxLength: 5 }), (nodes) => {
        const { capture, held } = heldOf(`<ZPInfo>${nodes.map(written).join('')}</ZPInfo>`, NOW);
        const [event] = capture.parts[0]!.events;
        expect(Object.keys(event!.data)).toHaveLength(nodes.reduce((sum, one) => sum + countTexts(one), 0));
        for (const { data } of held) {
          for (const field of Object.keys(data))
            expect(['room', 'softwareVersion', 'hardwareVersion']).toContain(field);
        }
      }),
      { numRuns: 500 },
    );
  });

  test.each([
    ['queries', `${'?'.repeat(400_000)}`],
    ['quarters of an address', '1.1'.repeat(200_000)],
    ['parts of a stream', `TYPE=${'|TITLE text="'.repeat(50_000)}`],
    ['ampersands', '&amp;'.repeat(200_000)],
  ])('a long title takes no longer than its length: %s', (_, title) => {
    const start = performance.now();
    const metadata = `<DIDL-Lite><item><dc:title>${title}</dc:title><r:streamContent>${title}</r:streamContent></item></DIDL-Lite>`;
    read(JSON.stringify({ TrackURI: title, TrackMetaData: metadata }));
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

function countLeaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  const members = Object.values(value);
  return members.length === 0 ? 1 : members.reduce((sum: number, one) => sum + countLeaves(one), 0);
}

interface Xml {
  readonly name: string;
  readonly inside: string | readonly Xml[];
}

const written = ({ name, inside }: Xml): string =>
  `<${name}>${typeof inside === 'string' ? inside : inside.map(written).join('')}</${name}>`;
const countTexts = ({ inside }: Xml): number =>
  typeof inside === 'string' ? 1 : inside.reduce((sum, one) => sum + countTexts(one), 0);
