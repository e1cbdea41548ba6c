/** A product's life: what happens to it, one thing after another, without end. */
import { type Chance, chance } from './chance.ts';
import {
  ALBUMS,
  ERRORS,
  FIRMWARE,
  KINDS,
  PLAYLISTS,
  type ProductKind,
  SERVICES,
  STATIONS,
  type Track,
} from './fixtures.ts';

/** Something that happens after a while. */
export interface Happening {
  readonly event: string;
  readonly data: { readonly [field: string]: unknown };
  /** Milliseconds since the one before, as time goes in the household. */
  readonly after: number;
}

export interface Product {
  readonly room: string;
  readonly serial: string;
  readonly kind: ProductKind;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The life of one product among others, the same for the same seed. */
export function* productLife(product: Product, rooms: readonly string[], seed: string): Generator<Happening> {
  const by = chance(`${seed}/${product.serial}`);
  yield { ...status(product, by), after: by.between(0, 2) * SECOND };
  yield { ...performance(by), after: SECOND };
  for (;;) {
    yield* listening(product, by);
    if (by.happens(0.3)) yield grouping(product, rooms, by);
    if (by.happens(0.3)) yield buttons(by);
    if (by.happens(0.5)) yield { ...performance(by), after: MINUTE };
    if (by.happens(0.3)) yield { ...status(product, by), after: MINUTE };
    if (by.happens(0.1))
      yield { event: 'product-error', data: { ...by.oneOf(ERRORS), softwareVersion: FIRMWARE }, after: MINUTE };
  }
}

/** Somebody puts something on, listens to some of it, sets the volume, and turns it off. */
function* listening({ room }: Product, by: Chance): Generator<Happening> {
  const service = by.oneOf(SERVICES);
  const control = by.oneOf(['app', 'button', 'remote', 'music-app']);
  yield { event: 'command', data: { command: 'play', control, room, service }, after: by.between(2, 20) * MINUTE };
  if (by.happens(0.35)) {
    const station = { container: by.oneOf(STATIONS), containerKind: 'station', service, room };
    yield { event: 'playback', data: { ...station, transport: 'playing' }, after: SECOND };
    yield* loudness(room, control, by);
    const minutes = by.between(5, 40);
    yield {
      event: 'playback',
      data: { ...station, transport: 'stopped', listenedFor: minutes * MINUTE },
      after: minutes * MINUTE,
    };
    return;
  }
  const tracks = by.oneOf(ALBUMS);
  const isPlaylist = by.happens(0.3);
  const container = isPlaylist
    ? { container: by.oneOf(PLAYLISTS), containerKind: 'playlist' }
    : { container: tracks[0]!.album, containerKind: 'album' };
  const heard = by.between(1, tracks.length);
  for (const [index, track] of tracks.slice(0, heard).entries()) {
    const about = { ...track, ...container, service, room, trackNumber: index + 1, queueLength: tracks.length };
    yield {
      event: 'playback',
      data: { ...about, transport: 'playing', elapsed: 0, playMode: 'normal' },
      after: SECOND,
    };
    if (index === 0 || by.happens(0.2)) yield* loudness(room, control, by);
    yield* endOf(track, about, { room, control }, by);
  }
  yield { event: 'command', data: { command: 'pause', control, room, service }, after: SECOND };
}

function* endOf(track: Track, about: object, how: object, by: Chance): Generator<Happening> {
  const skipped = by.happens(0.25);
  const elapsed = skipped ? by.between(5, 60) : track.trackDuration;
  if (skipped) yield { event: 'command', data: { command: 'next', ...how }, after: elapsed * SECOND };
  yield {
    event: 'playback',
    data: { ...about, transport: 'stopped', elapsed, listenedFor: elapsed * SECOND, skipped },
    after: skipped ? SECOND : elapsed * SECOND,
  };
}

function* loudness(room: string, control: string, by: Chance): Generator<Happening> {
  for (let turns = by.between(1, 3); turns > 0; turns--) {
    yield { event: 'volume', data: { volume: by.between(8, 60), muted: false, room, control }, after: 2 * SECOND };
  }
}

function grouping({ room, serial }: Product, rooms: readonly string[], by: Chance): Happening {
  const group = [room, ...rooms.filter((one) => one !== room && by.happens(0.5))];
  return { event: 'grouping', data: { group, coordinator: serial, room }, after: by.between(1, 5) * MINUTE };
}

function buttons(by: Chance): Happening {
  const button = by.oneOf(['play-pause', 'volume-up', 'volume-down', 'mute']);
  return { event: 'buttons', data: { button, buttonPresses: by.between(1, 6) }, after: MINUTE };
}

function status({ room, kind }: Product, by: Chance) {
  const network = { wifiEnabled: true, wifiAntennas: 3, wifiChannel: by.oneOf([2412, 2437, 2462, 5180]), wired: false };
  const sound = { bass: by.between(-2, 3), treble: by.between(-2, 2), loudness: true, outputFixed: false };
  return { event: 'system-status', data: { ...KINDS[kind], softwareVersion: FIRMWARE, ...network, ...sound, room } };
}

function performance(by: Chance) {
  const temperature = by.between(280, 460) / 10;
  const signalStrength = by.between(-78, -38);
  const data = { temperature, signalStrength, noiseFloor: by.between(-98, -84), useDuration: by.between(0, 14_400) };
  return { event: 'performance-report', data };
}
