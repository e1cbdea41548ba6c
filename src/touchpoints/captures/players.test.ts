import { describe, expect, test } from 'vitest';
import { heldOf } from '../../testing/held-of-capture.ts';

const NOW = '2027-03-01T10:00:00.000Z';

/** Text as it stands inside XML. */
const quoted = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const property = (inside: string) =>
  `<e:propertyset xmlns:e="urn:schemas-upnp-org:event-1-0"><e:property>${inside}</e:property></e:propertyset>`;
const lastChange = (variables: string) =>
  property(
    `<LastChange>${quoted(`<Event xmlns="urn:x"><InstanceID val="0">${variables}</InstanceID></Event>`)}</LastChange>`,
  );
const didl = (inside: string) => `<DIDL-Lite xmlns:dc="urn:dc" xmlns="urn:didl">${inside}</DIDL-Lite>`;
const item = (inside: string) => didl(`<item id="-1" parentID="-1">${inside}</item>`);

const track = item(
  '<res protocolInfo="http:*:audio/x:*" duration="0:03:20">x-sonos-http:77.mp4?sid=160&amp;sn=4</res>' +
    '<dc:title>Slow &amp; Steady</dc:title><upnp:class>object.item.audioItem.musicTrack</upnp:class>' +
    '<dc:creator>The Larks</dc:creator><upnp:album>Dawn</upnp:album>' +
    '<upnp:albumArtURI>http://10.9.8.7:1400/getaa?u=77</upnp:albumArtURI>' +
    '<r:http xmlns:r="urn:r">Authorization: bearer GEHEIM</r:http>',
);
const playlist = didl(
  '<item id="P1" parentID="P0"><dc:title>Sunday</dc:title><upnp:class>object.container.playlistContainer</upnp:class>' +
    '<desc id="cdudn">SA_RINCON41223_ada</desc></item>',
);
const val = (name: string, value: string) => `<${name} val="${quoted(value)}"/>`;

describe('a transport change', () => {
  const xml = lastChange(
    val('TransportState', 'PAUSED_PLAYBACK') +
      val('CurrentPlayMode', 'REPEAT_ONE') +
      val('CurrentCrossfadeMode', '1') +
      val('NumberOfTracks', '12') +
      val('CurrentTrack', '3') +
      val('CurrentTrackURI', 'x-sonos-http:77.mp4?sid=160&sn=4') +
      val('CurrentTrackDuration', '0:03:20') +
      val('CurrentTrackMetaData', track) +
      val('r:NextTrackMetaData', track) +
      val('r:EnqueuedTransportURIMetaData', playlist) +
      val('r:AlarmRunning', '0'),
  );
  const json = JSON.stringify({
    $name: 'instanceid',
    $attrs: { val: '0' },
    transportstate: { val: 'PAUSED_PLAYBACK' },
    currentplaymode: { val: 'REPEAT_ONE' },
    currentcrossfademode: { val: '1' },
    numberoftracks: { val: '12' },
    currenttrack: { val: '3' },
    currenttrackuri: { val: 'x-sonos-http:77.mp4?sid=160&sn=4' },
    currenttrackduration: { val: '0:03:20' },
    currenttrackmetadata: { val: track },
    'r:nexttrackmetadata': { val: track },
    'r:enqueuedtransporturimetadata': { val: playlist },
    'r:alarmrunning': { val: '0' },
  });

  test.each([
    ['XML, encoded twice', xml],
    ['JSON that was made of it', json],
  ])('becomes one playback in the statement’s words and units: %s', (_, capture) => {
    const { kinds, held, books } = heldOf(capture, NOW);
    expect(kinds).toEqual(['transport change']);
    expect(held).toEqual([
      {
        event: 'playback',
        data: {
          transport: 'paused',
          playMode: 'repeat-one',
          crossfade: true,
          queueLength: 12,
          trackNumber: 3,
          trackDuration: 200,
          service: 'soundcloud',
          track: 'Slow & Steady',
          artist: 'The Larks',
          album: 'Dawn',
          container: 'Sunday',
          containerKind: 'playlist',
        },
      },
    ]);
    // Refused: the instance, the address, alarm; of the track its id, parent, two of `res`, class, art and header and
    // its duration again; of the next track all 11; of the playlist id, parent and two of `desc`.
    expect(books.refused).toEqual({ 'undeclared-field': { events: 0, fields: 3 + 8 + 11 + 4 } });
  });

  test('of a bare stream, the piece of its address that stands for a title is no track, and what it says is on is', () => {
    const stream = item(
      '<res protocolInfo="x:*:*:*">hls-radio://http://a.example/live.m3u8?tok=GEHEIM</res>' +
        '<r:streamContent>Ina - Places</r:streamContent><dc:title>live.m3u8?tok=GEHEIM</dc:title>' +
        '<upnp:class>object.item</upnp:class>',
    );
    const { held } = heldOf(lastChange(val('TransportState', 'PLAYING') + val('CurrentTrackMetaData', stream)), NOW);
    expect(held[0]?.data).toEqual({ transport: 'playing', track: 'Ina - Places', service: 'internet-radio' });
  });

  test.each([
    'x-sonosapi-stream:s1?sid=254&sn=0',
    'http://192.168.0.4/music/one.mp3',
    'one.mp3?token=GEHEIM',
    'nas 192.168.0.4',
    'x-file-cifs://nas/music/one.mp3',
  ])('an address is no title, even of a track: %s', (address) => {
    const metadata = item(
      `<dc:title>${quoted(address)}</dc:title><upnp:class>object.item.audioItem.musicTrack</upnp:class>`,
    );
    const { held } = heldOf(lastChange(val('TransportState', 'PLAYING') + val('CurrentTrackMetaData', metadata)), NOW);
    expect(held.map(({ data }) => data)).toEqual([{ transport: 'playing' }]);
  });

  test('what does not fit its field is handed on as it is, and refused', () => {
    const { held, books } = heldOf(
      lastChange(
        val('TransportState', 'HUMMING') + val('CurrentTrackDuration', 'NOT_IMPLEMENTED') + val('CurrentTrack', '2'),
      ),
      NOW,
    );
    expect(held.map(({ data }) => data)).toEqual([{ trackNumber: 2 }]);
    expect(books.refused['bad-value']).toEqual({ events: 0, fields: 2 });
  });

  test('what stands beside the change is handed on too', () => {
    const beside = lastChange(val('TransportState', 'PLAYING')).replace(
      '</e:property>',
      '</e:property><e:property><HouseholdSecret>GEHEIM</HouseholdSecret></e:property>',
    );
    const { capture, books } = heldOf(beside, NOW);
    expect(JSON.stringify(capture)).toContain('GEHEIM');
    expect(books.refused['undeclared-field']).toEqual({ events: 0, fields: 2 });
  });

  test('is malformed if the change within it can’t be read', () => {
    const { capture } = heldOf(
      property(`<LastChange>${quoted('<Event><InstanceID val="0"></Event>')}</LastChange>`),
      NOW,
    );
    expect(capture).toEqual({ parts: [], malformed: 1, unknown: 0 });
  });
});

test('a rendering change parts into the volume, which usage data is, and settings, which are functional', () => {
  const { kinds, held, books } = heldOf(
    lastChange(
      '<Volume channel="Master" val="31"/><Volume channel="LF" val="100"/><Volume channel="RF" val="60"/>' +
        '<Mute channel="Master" val="1"/><Bass val="-4"/><Loudness channel="Master" val="0"/><SubGain val="2"/>' +
        '<HeadphoneConnected val="0"/>',
    ),
    NOW,
  );
  expect(kinds).toEqual(['rendering change']);
  expect(held).toEqual([
    { event: 'volume', data: { volume: 31, muted: true } },
    { event: 'system-status', data: { bass: -4, loudness: false, subGain: 2, balance: -40 } },
  ]);
  // The instance, the volumes of two channels, the headphones.
  expect(books.refused).toEqual({ 'undeclared-field': { events: 0, fields: 4 } });
});

describe('a topology', () => {
  const groups =
    '<ZoneGroups><ZoneGroup Coordinator="RINCON_A" ID="RINCON_A:9">' +
    '<ZoneGroupMember UUID="RINCON_A" Location="http://10.0.0.9:1400/d.xml" ZoneName="Atelier" SoftwareVersion="34.7" ' +
    'WifiEnabled="1" ChannelFreq="2437" Orientation="-1" ChannelMapSet="RINCON_A:LF,LF;RINCON_B:RF,RF"/>' +
    '<ZoneGroupMember UUID="RINCON_B" ZoneName="Atelier" ChannelMapSet="RINCON_A:LF,LF;RINCON_B:RF,RF">' +
    '<Satellite UUID="RINCON_C" ZoneName="Atelier" HTSatChanMapSet="RINCON_A:LF,RF;RINCON_C:SW"/></ZoneGroupMember>' +
    '</ZoneGroup></ZoneGroups><VanishedDevices/>';
  const expected = [
    { event: 'grouping', data: { coordinator: 'RINCON_A', group: ['RINCON_A', 'RINCON_B', 'RINCON_C'] } },
    {
      event: 'system-status',
      data: {
        room: 'Atelier',
        softwareVersion: '34.7',
        wifiEnabled: true,
        wifiChannel: 2437,
        orientation: 'unknown',
        channel: 'left',
        stereoPair: true,
      },
    },
    { event: 'system-status', data: { room: 'Atelier', channel: 'right', stereoPair: true } },
    { event: 'system-status', data: { room: 'Atelier', channel: 'sub' } },
  ];
  const byEvent = (held: readonly { readonly event: string }[]) =>
    [...held].sort((a, b) => (a.event < b.event ? -1 : 1));

  test.each([
    ['in one text', `<ZoneGroupState>${quoted(`<ZoneGroupState>${groups}</ZoneGroupState>`)}</ZoneGroupState>`],
    ['in a notification', property(`<ZoneGroupState>${quoted(`<s>${groups}</s>`)}</ZoneGroupState>`)],
    ['bare', `<ZoneGroupState>${groups}</ZoneGroupState>`],
  ])('becomes a grouping a group and a status a product, satellites too: %s', (_, capture) => {
    const { kinds, held, books } = heldOf(capture, NOW);
    expect(kinds).toEqual(['topology']);
    expect(byEvent(held)).toEqual(expected);
    // The group's id, an address, three maps of channels; the list of vanished products is an event with no name.
    expect(books.refused).toEqual({
      'undeclared-field': { events: 0, fields: 5 },
      'undeclared-event': { events: 1, fields: 1 },
    });
  });

  test('is read from JSON as well, one product or several', () => {
    const { held } = heldOf(
      JSON.stringify([
        {
          $name: 'zonegroup',
          $attrs: { coordinator: 'RINCON_A', id: 'RINCON_A:9' },
          zonegroupmember: {
            uuid: 'RINCON_A',
            zonename: 'Pantry',
            wifienabled: '0',
            satellite: [{ uuid: 'RINCON_C' }],
          },
        },
      ]),
      NOW,
    );
    expect(byEvent(held)).toEqual([
      { event: 'grouping', data: { coordinator: 'RINCON_A', group: ['RINCON_A', 'RINCON_C'] } },
      { event: 'system-status', data: { room: 'Pantry', wifiEnabled: false } },
    ]);
  });

  test('is malformed if its groups are not closed', () => {
    const { capture } = heldOf(
      `<ZoneGroupState>${quoted('<ZoneGroups><ZoneGroup></ZoneGroups>')}</ZoneGroupState>`,
      NOW,
    );
    expect(capture.malformed).toBe(1);
  });
});

test('what is playing is read from the report, not from what somebody made of it', () => {
  const report = {
    Track: '4',
    TrackDuration: '0:03:20',
    TrackMetaData: track,
    TrackURI: 'x-file-cifs://10.0.0.2/one.mp3',
    RelTime: '0:00:31',
  };
  const { kinds, held } = heldOf(JSON.stringify({ input: report, result: { track: 'Wrong', uri: 'x' } }), NOW);
  expect(kinds).toEqual(['now playing']);
  expect(held.map(({ data }) => data)).toEqual([
    {
      trackNumber: 4,
      trackDuration: 200,
      track: 'Slow & Steady',
      artist: 'The Larks',
      album: 'Dawn',
      service: 'soundcloud',
      elapsed: 31,
    },
  ]);
});

test('a station’s own words for what is on are taken apart', () => {
  const metadata = item(
    '<r:streamContent>TYPE=SNG|TITLE text="Rain" id="5"|ARTIST Mo|ALBUM Wet|X y</r:streamContent><upnp:class>object.item</upnp:class>',
  );
  const { held } = heldOf(JSON.stringify({ TrackMetaData: metadata, TrackURI: 'aac://s.example/1' }), NOW);
  expect(held[0]?.data).toEqual({ service: 'internet-radio', track: 'Rain', artist: 'Mo', album: 'Wet' });
});

test('playlists and favourites are declared, the contents of a queue are not', () => {
  const shelf = (inside: string) =>
    `<u:BrowseResponse xmlns:u="urn:u"><Result>${quoted(didl(inside))}</Result><TotalMatches>3</TotalMatches></u:BrowseResponse>`;
  const { held, books } = heldOf(
    shelf(
      '<container id="SQ:4"><dc:title>Sunday</dc:title></container><item id="FV:2/1"><dc:title>Larks</dc:title></item>' +
        '<item id="Q:0/1"><dc:title>Slow</dc:title></item>',
    ),
    NOW,
  );
  expect(held.map(({ data }) => data)).toEqual([{ playlist: 'Sunday' }, { favourite: 'Larks' }]);
  // The item of the queue with two fields, and what stands around all three.
  expect(books.refused['undeclared-event']).toEqual({ events: 2, fields: 3 });
});

test('a status page is functional data; serial number, addresses and owner’s number are refused there', () => {
  const { kinds, held, books, capture } = heldOf(
    '<?xml version="1.0"?><?xml-stylesheet href="/x.xsl"?><ZPSupportInfo><ZPInfo><ZoneName>Pantry</ZoneName>' +
      '<SerialNumber>AA-BB-CC-DD-EE-FF:1</SerialNumber><SoftwareVersion>34.7-1</SoftwareVersion>' +
      '<HardwareVersion>1.2.3-4</HardwareVersion><IPAddress>10.0.0.7</IPAddress><MACAddress>AA:BB:CC:DD:EE:FF</MACAddress>' +
      '<CustomerID>7</CustomerID><ExtraInfo></ExtraInfo></ZPInfo></ZPSupportInfo>',
    NOW,
  );
  expect(kinds).toEqual(['device status']);
  expect(held.map(({ data }) => data)).toEqual([
    { room: 'Pantry', softwareVersion: '34.7-1', hardwareVersion: '1.2.3-4' },
  ]);
  expect(books.refused).toEqual({ 'undeclared-field': { events: 0, fields: 5 } });
  expect(capture.parts[0]?.kind.note).toContain('serial numbers');
});

test('a device description and a crawl of services are status too, with the time of the crawl', () => {
  const { held } = heldOf(
    '<root><device><roomName>Pantry</roomName><modelName>Model One</modelName><serialNum>1234</serialNum>stray</device></root>',
    NOW,
  );
  expect(held.map(({ data }) => data)).toEqual([{ room: 'Pantry', productType: 'Model One' }]);
  const crawl = {
    modelDescription: 'Model Two',
    softwareVersion: '9.1',
    discoveryDate: '2027-02-01T00:00:00Z',
    services: [],
  };
  const { capture } = heldOf(JSON.stringify(crawl), NOW);
  expect(capture.parts[0]?.events).toEqual([
    {
      event: 'system-status',
      at: '2027-02-01T00:00:00Z',
      data: { productType: 'Model Two', softwareVersion: '9.1', services: [] },
    },
  ]);
});

test('counters of changes and the services on offer make events that the statement does not know', () => {
  expect(heldOf(property('<ContainerUpdateIDs>Q:0,5</ContainerUpdateIDs>'), NOW).books.refused).toEqual({
    'undeclared-event': { events: 1, fields: 1 },
  });
  const list = quoted(
    '<Services V="1"><Service Id="1" Name="A"/><Service Id="2" Name="B"><P x="y"/></Service></Services>',
  );
  expect(
    heldOf(`<AvailableServiceDescriptorList>${list}</AvailableServiceDescriptorList><V>1</V>`, NOW).books.refused,
  ).toEqual({
    'undeclared-event': { events: 3, fields: 2 + 3 + 2 },
  });
});
