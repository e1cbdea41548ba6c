/** The life of the app on Ada's telephone. */
import { type Chance, chance } from './chance.ts';
import { PLAYLISTS, SCREENS, SERVICES, STATIONS } from './fixtures.ts';
import type { Happening } from './product-life.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** What happens in the app, opened now and then, without end; the same for the same seed. */
export function* appLife(rooms: readonly string[], seed: string): Generator<Happening> {
  const by = chance(`${seed}/app`);
  for (;;) {
    const opened = {
      controllerType: 'phone',
      controllerOs: 'android',
      controllerOsVersion: '16',
      softwareVersion: '80.3',
    };
    yield { event: 'app-status', data: opened, after: SECOND };
    yield { event: 'app-position', data: { position: somewhere(by) }, after: SECOND };
    yield* wandering(rooms, by);
    yield { event: 'app-use', data: { appUses: 1, control: 'app', useDuration: by.between(20, 600) }, after: SECOND };
    yield { event: 'app-flow', data: { screen: 'home' }, after: by.between(5, 30) * MINUTE };
  }
}

/** From screen to screen, doing something on some. */
function* wandering(rooms: readonly string[], by: Chance): Generator<Happening> {
  let screen: string = 'home';
  for (let steps = by.between(2, 6); steps > 0; steps--) {
    const nextScreen = by.oneOf(SCREENS.filter((one) => one !== screen));
    yield { event: 'app-flow', data: { screen, nextScreen }, after: by.between(2, 15) * SECOND };
    screen = nextScreen;
    const service = by.oneOf(SERVICES);
    if (screen === 'rooms') {
      const data = { command: 'set-volume', control: 'app', room: by.oneOf(rooms), volume: by.between(5, 55) };
      yield { event: 'command', data, after: SECOND };
    }
    if (screen === 'favourites') {
      const kept = by.happens(0.5) ? { playlist: by.oneOf(PLAYLISTS) } : { favourite: by.oneOf(STATIONS) };
      yield { event: 'favourites', data: { ...kept, service }, after: SECOND };
    }
  }
}

/** A place in the large park in the middle of her town, where nobody lives. */
const somewhere = (by: Chance) => ({
  latitude: 52.513 + by.between(0, 4) / 1_000,
  longitude: 13.35 + by.between(0, 9) / 1_000,
});
