/**
 * The demo household: Ada's products and her app, each a device of its own that talks to the service over HTTP
 * through the device SDK. One product's firmware also sends a field that no statement declares.
 */
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { essentialAt } from '../decide/directive.ts';
import { createReporter, type Reporter, type ReporterOptions } from '../device/reporter.ts';
import { appLife } from './app-life.ts';
import { FIRMWARE } from './fixtures.ts';
import { createPlayers, type Players } from './players.ts';
import { type Happening, type Product, productLife } from './product-life.ts';

export interface HouseholdOptions {
  /** Where the service is, without `/v1`. */
  readonly url: string;
  readonly products: readonly (Product & { readonly token: string })[];
  readonly app: { readonly token: string };
  /** The same seed, the same happenings in the same order on each device. */
  readonly seed: string;
  /** How many times faster than life; by default 60: a minute takes a second. */
  readonly speed?: number;
  /** For each device's reporter. */
  readonly reporter?: Pick<ReporterOptions, 'interval' | 'onDirective' | 'onSilence' | 'onService'>;
}

export interface Device {
  /** The room of a product; `app` for the app. */
  readonly name: string;
  readonly reporter: Reporter;
}

export interface Household {
  readonly devices: readonly Device[];
  /** As they stand, and do as they are told. */
  readonly players: Players;
  /** Ends every life; what waits is sent first, as far as it can be. */
  stop(): Promise<void>;
}

/** How often the careless firmware speaks up, in milliseconds of household time. */
const CARELESS_EVERY = 8 * 60_000;

/** Switches the household on. Resolves when every device has begun. */
export async function startHousehold(options: HouseholdOptions): Promise<Household> {
  const { url, products, app, seed, speed = 60 } = options;
  const rooms = products.map((one) => one.room);
  const ending = new AbortController();
  const add = (name: string, at: 'product' | 'app', token: string): Device => {
    const reporter = createReporter({ url, token, essential: essentialAt(statement, at), ...options.reporter });
    return { name, reporter };
  };
  const own = products.map((product) => ({ ...product, ...add(product.room, 'product', product.token) }));
  const appDevice = add('app', 'app', app.token);
  const devices: readonly Device[] = [...own, appDevice].map(({ name, reporter }) => ({ name, reporter }));
  const players = createPlayers({
    players: own.map((one) => ({ ...one, report: (event, data) => void one.reporter.record(event, data) })),
    seed,
    speed,
  });
  for (const { serial, room, kind } of own) {
    const happen = (happening: Happening) => players.happen(serial, happening);
    live(productLife({ serial, room, kind }, rooms, seed), happen, speed, ending.signal);
  }
  live(appLife(rooms, seed), ({ event, data }) => appDevice.reporter.record(event, data), speed, ending.signal);
  const careless = products.find((one) => one.kind === 'portable');
  if (careless) beCareless(url, careless, CARELESS_EVERY / speed, ending.signal);

  await Promise.all(devices.map(({ reporter }) => reporter.start()));
  return {
    devices,
    players,
    stop: async () => {
      ending.abort();
      players.stop();
      await Promise.all(devices.map(({ reporter }) => reporter.flush()));
      await Promise.all(devices.map(({ reporter }) => reporter.stop()));
    },
  };
}

/** Lets a life happen, until it ends. */
function live(
  life: Iterator<Happening>,
  happen: (happening: Happening) => void,
  speed: number,
  ended: AbortSignal,
): void {
  let timer: ReturnType<typeof setTimeout>;
  const next = () => {
    const { value } = life.next();
    const happening: Happening = value;
    timer = setTimeout(() => {
      happen(happening);
      next();
    }, happening.after / speed);
  };
  ended.addEventListener('abort', () => clearTimeout(timer));
  next();
}

/**
 * A firmware that asks nobody and goes around the SDK. It posts a level from its microphone with its status: no statement
 * declares such a field, so it is refused and counted, and the rest is kept. And it posts the volume whatever the directive
 * says: while usage data is off, the service withholds it.
 */
function beCareless(
  url: string,
  { room, token }: Product & { token: string },
  every: number,
  ended: AbortSignal,
): void {
  const post = async () => {
    const data = { softwareVersion: FIRMWARE, room, microphoneLevel: 0.42 };
    const at = new Date().toISOString();
    const events = [
      { event: 'system-status', at, data },
      { event: 'volume', at, data: { volume: 11, room } },
    ];
    try {
      const response = await fetch(`${url}/v1/collect`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ batch: crypto.randomUUID(), events }),
        signal: ended,
      });
      await response.text();
    } catch {
      // It does not care about that either.
    }
  };
  const timer = setInterval(post, every);
  ended.addEventListener('abort', () => clearInterval(timer));
}
