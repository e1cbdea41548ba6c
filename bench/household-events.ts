/** Events as a household's products send them, made up: the same ones for every side of a comparison. */
export interface SampleEvent {
  readonly category: string;
  readonly event: string;
  readonly at: string;
  readonly data: { readonly [field: string]: unknown };
}

const ROOMS = ['Kitchen', 'Living Room', 'Study', 'Bedroom', 'Attic'];
const ARTISTS = ['The Paper Lanterns', 'Marlow & Finch', 'Nine Small Boats', 'Ada Quartet', 'Winterhaven'];
const ALBUMS = ['Harbour Lights', 'A Year in Postcards', 'Slow Weather', 'Rooms with Windows'];

/** What happens in a living room: mostly playing, some volume and commands. About 200 bytes of JSON each. */
function activity(n: number, at: string): SampleEvent {
  const room = ROOMS[n % ROOMS.length];
  if (n % 5 === 3)
    return { category: 'activity', event: 'volume', at, data: { volume: (n * 7) % 100, room, control: 'app' } };
  return {
    category: 'activity',
    event: 'playback',
    at,
    data: {
      transport: n % 7 === 0 ? 'paused' : 'playing',
      track: `Song number ${(n * 37) % 991}`,
      artist: ARTISTS[n % ARTISTS.length],
      album: ALBUMS[(n >> 2) % ALBUMS.length],
      room,
      trackDuration: 120 + ((n * 13) % 240),
      elapsed: (n * 29) % 120,
      playMode: 'shuffle',
    },
  };
}

const performanceReport = (n: number, at: string): SampleEvent => ({
  category: 'performance',
  event: 'performance-report',
  at,
  data: { temperature: 30 + (n % 20), signalStrength: -40 - (n % 40), noiseFloor: -95, useDuration: (n * 60) % 86_400 },
});

const systemStatus = (n: number, at: string): SampleEvent => ({
  category: 'system',
  event: 'system-status',
  at,
  data: {
    softwareVersion: '34.7-35162',
    room: ROOMS[n % ROOMS.length],
    bass: (n % 7) - 3,
    treble: 2,
    loudness: true,
    tuned: n % 2 === 0,
    wifiChannel: 2437,
    orientation: 'flat',
  },
});

const tuning = (n: number, at: string): SampleEvent => ({
  category: 'tuning',
  event: 'room-tuning',
  at,
  data: {
    room: ROOMS[n % ROOMS.length],
    size: 'medium',
    placement: 'shelf',
    reverberation: 300 + (n % 200),
    background: [31.5, 33 + (n % 5), 30, 28, 25, 22],
  },
});

/** Events of one category, or of four in turn, a second apart and ending just now. */
export function householdEvents(count: number, categories: 1 | 4, seed = 0): readonly SampleEvent[] {
  const makers = categories === 1 ? [activity] : [activity, performanceReport, systemStatus, tuning];
  const end = Math.floor(Date.now() / 1000) * 1000;
  return Array.from({ length: count }, (_, k) => {
    const n = seed + k;
    return makers[k % makers.length]!(n, new Date(end - (count - k) * 1000).toISOString());
  });
}
