/** What the demo household owns and listens to. All of it is made up: no real artist, work, station or service. */
export interface Track {
  readonly track: string;
  readonly artist: string;
  readonly album: string;
  /** Seconds. */
  readonly trackDuration: number;
}

const album = (artist: string, title: string, tracks: Readonly<Record<string, number>>): readonly Track[] =>
  Object.entries(tracks).map(([track, trackDuration]) => ({ track, artist, album: title, trackDuration }));

export const ALBUMS: readonly (readonly Track[])[] = [
  album('The Paper Lanterns', 'Rain on the Tram', {
    'Last Stop, Harbour': 214,
    'Umbrella Weather': 187,
    'Seats for Two': 241,
    'The Conductor Hums': 203,
  }),
  album('Odile Varga', 'Kitchen Waltzes', { 'Flour and Salt': 158, 'Kettle, Softly': 172, 'Four Chairs': 226 }),
  album('Moss & Meridian', 'Slow Maps', {
    'Contour Lines': 312,
    'A Legend of Rivers': 287,
    'Folded North': 264,
    'Scale 1:25,000': 331,
  }),
  album('Brass Almanac', 'Second Thursday', { 'March of the Bakers': 195, 'Tin Roof': 178, 'Closing Time Polka': 204 }),
  album('Ines Oyelaran', 'Night Ferry', { Gangway: 233, 'Green Buoy, Red Buoy': 219, 'Deck Chairs': 248 }),
];

export const STATIONS = ['Radio Gooseberry', 'Lighthouse FM', 'The Long Afternoon', 'Marsh & Heath'] as const;
export const PLAYLISTS = ['Sunday pancakes', 'Homework, please', 'Guests at eight', 'Floor-sweeping'] as const;
export const SERVICES = ['hummingbird', 'nightjar', 'larkspur'] as const;
export const SCREENS = ['home', 'rooms', 'now-playing', 'search', 'favourites', 'settings', 'privacy'] as const;

/** The products that the demo's maker makes. */
export const KINDS = {
  shelf: { productType: 'Shelf speaker', hardwareVersion: '2.1', contentSource: 'network', orientation: 'upright' },
  bar: { productType: 'Sound bar', hardwareVersion: '1.4', contentSource: 'tv', orientation: 'flat' },
  portable: {
    productType: 'Portable speaker',
    hardwareVersion: '1.0',
    contentSource: 'network',
    orientation: 'upright',
  },
} as const;
export type ProductKind = keyof typeof KINDS;

export const FIRMWARE = '14.2-5521';

/** Errors that a product may report, with what they mean. */
export const ERRORS = [
  { errorCode: 'net.dns-slow', errorText: 'a name took more than two seconds to resolve' },
  { errorCode: 'audio.buffer-empty', errorText: 'the buffer ran dry and playback paused for a moment' },
  { errorCode: 'clock.drift', errorText: 'the clock was off by more than a second and has been set' },
] as const;
