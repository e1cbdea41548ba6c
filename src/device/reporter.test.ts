/** Ada's kitchen speaker, over real sockets. She turns usage data off and on, and her network is not what it should be. */
import { afterEach, expect, test, vi } from 'vitest';
import { DeviceService } from '../testing/device-service.ts';
import { quickTime } from '../testing/quick-time.ts';
import { createReporter, type Reporter, type ReporterOptions } from './reporter.ts';
import type { Saved, Store } from './store.ts';

const ESSENTIAL = { 'system-status': ['software', 'uptime'] };
const ON = { ...ESSENTIAL, volume: ['level', 'room'], playback: ['title'] };
const OFF = ESSENTIAL;
const DAY = 24 * 60 * 60_000;

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

async function service(): Promise<DeviceService> {
  const one = await DeviceService.start(ON);
  ending.push(() => one.stop());
  return one;
}

function speaker(to: DeviceService, options: Partial<ReporterOptions> = {}) {
  const time = quickTime();
  const reporter = createReporter({
    url: to.url,
    token: 'ada-kitchen',
    essential: ESSENTIAL,
    interval: 100,
    clock: time.clock,
    timers: time.timers,
    ...options,
  });
  ending.push(() => reporter.stop());
  return { reporter, time };
}

/** A speaker that obeys the directive of its service. */
async function listening(options: Partial<ReporterOptions> = {}) {
  const home = await service();
  const { reporter, time } = speaker(home, options);
  await reporter.start();
  await obeys(reporter, home);
  return { home, reporter, time };
}

const obeys = (reporter: Reporter, home: DeviceService) =>
  vi.waitFor(() => expect(reporter.status().confirmedGeneration).toBe(home.generation), { timeout: 5_000 });
const eventually = (claim: () => void) => vi.waitFor(claim, { timeout: 8_000, interval: 5 });
const levels = (home: DeviceService) =>
  home.events.filter((one) => one.event === 'volume').map((one) => one.data.level);

function memory() {
  const saves: string[] = [];
  const store: Store = {
    load: () => (saves.length === 0 ? undefined : (JSON.parse(saves.at(-1)!) as Saved)),
    save: async (saved) => void saves.push(JSON.stringify(saved)),
  };
  return { saves, store };
}

test('what the directive allows arrives, without the fields that it does not name', async () => {
  const { home, reporter } = await listening();
  expect(reporter.record('volume', { level: 30, room: 'Kitchen', mood: 'cheerful' })).toBe('queued');
  await reporter.flush();
  expect(home.events).toMatchObject([{ event: 'volume', data: { level: 30, room: 'Kitchen' }, generation: 1 }]);
  expect(home.deliveries[0]!.text).not.toContain('cheerful');
  expect(reporter.status()).toMatchObject({ sent: 1, queued: 0 });
});

test('an event that the directive does not name is not recorded, nor one that would have no field left', async () => {
  const { home, reporter } = await listening();
  expect(reporter.record('microphone', { words: 'good morning' })).toBe('withheld');
  expect(reporter.record('constructor', {})).toBe('withheld');
  expect(reporter.record('volume', { mood: 'cheerful' })).toBe('withheld');
  await reporter.flush();
  expect(home.deliveries).toEqual([]);
  expect(reporter.status().withheld).toBe(3);
});

test('before it has heard anything it records essential events alone', async () => {
  const home = await service();
  const { reporter } = speaker(home);
  expect(reporter.status().silentSince).toBe(
    '2026-03-01T00:00:00.000Z'.slice(0, 10).concat(reporter.status().silentSince!.slice(10)),
  );
  expect(reporter.record('volume', { level: 30 })).toBe('withheld');
  expect(reporter.record('system-status', { software: '9.1', serial: 'x' })).toBe('queued');
  await reporter.start();
  await obeys(reporter, home);
  await reporter.flush();
  expect(home.events).toMatchObject([{ event: 'system-status', data: { software: '9.1' }, generation: 0 }]);
  expect(reporter.status().silentSince).toBeUndefined();
});

test('when usage data goes off it says so to its host, records no more of it, and drops what waits', async () => {
  const told: unknown[] = [];
  const { home, reporter } = await listening({
    interval: DAY,
    onDirective: ({ generation }, appliedAt) => told.push([generation, appliedAt]),
    onSilence: (events, since) => told.push([events, since]),
  });
  reporter.record('volume', { level: 30 });
  reporter.record('system-status', { uptime: 5 });
  home.direct(OFF);
  await obeys(reporter, home);
  expect(reporter.record('volume', { level: 31 })).toBe('withheld');
  expect(reporter.status()).toMatchObject({ queued: 1, dropped: { withdrawn: 1 }, silentSince: expect.any(String) });
  await reporter.flush();
  expect(home.events.map((one) => one.event)).toEqual(['system-status']);
  expect(told).toEqual([
    [1, expect.any(String)],
    [['volume', 'playback'], expect.any(String)],
    [2, expect.any(String)],
  ]);
  home.direct(ON);
  await obeys(reporter, home);
  expect(reporter.status().silentSince).toBeUndefined();
});

test('what was recorded before usage data went off is not sent after it comes back on', async () => {
  const { home, reporter } = await listening();
  home.down();
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  home.direct(OFF);
  home.direct(ON);
  home.up();
  // It has heard of neither change when it sends again: it asks first.
  await reporter.flush();
  await obeys(reporter, home);
  reporter.record('volume', { level: 40 });
  await eventually(() => expect(reporter.status().sent).toBe(1));
  expect(levels(home)).toEqual([40]);
  expect(reporter.status().dropped.withdrawn).toBe(1);
});

test('a batch of usage data on its way when it goes off is given up and not tried again', async () => {
  const { home, reporter } = await listening();
  home.troubles.push({ status: 503 });
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  expect(reporter.status().queued).toBe(1);
  home.direct(OFF);
  await obeys(reporter, home);
  await reporter.flush();
  expect(reporter.status()).toMatchObject({ queued: 0, dropped: { withdrawn: 1 } });
  expect(home.deliveries).toEqual([]);
});

test('a request under way is cut when usage data goes off', async () => {
  const { home, reporter, time } = await listening();
  const { promise, resolve } = Promise.withResolvers<void>();
  home.holding = promise;
  reporter.record('volume', { level: 30 });
  const began = time.clock.monotonic();
  const flushed = reporter.flush();
  home.direct(OFF);
  // The answer is held back, and its time is not over: it is the device that gives up.
  await flushed;
  expect(time.clock.monotonic() - began).toBeLessThan(30_000);
  expect(reporter.status()).toMatchObject({ queued: 0, sent: 0, dropped: { withdrawn: 1 } });
  resolve();
});

test('a directive ends when its time is over, and events that were allowed then wait for the next one', async () => {
  const silent: string[] = [];
  const home = await service();
  home.lease = 20_000;
  const { reporter } = speaker(home, { onSilence: (events) => silent.push(...events), interval: DAY });
  await reporter.start();
  await obeys(reporter, home);
  reporter.record('volume', { level: 30 });
  home.down();
  await eventually(() => expect(silent).toEqual(['volume', 'playback']));
  expect(reporter.directive()).toBeUndefined();
  expect(reporter.record('volume', { level: 31 })).toBe('withheld');
  expect(reporter.record('system-status', { uptime: 6 })).toBe('queued');
  home.lease = DAY;
  home.up();
  await obeys(reporter, home);
  await reporter.flush();
  expect(home.events.map((one) => one.event).sort()).toEqual(['system-status', 'volume']);
  expect(levels(home)).toEqual([30]);
});

test('a directive that is confirmed in time does not end', async () => {
  const home = await service();
  home.lease = 90_000;
  const silent: string[] = [];
  const { reporter, time } = speaker(home, { onSilence: (events) => silent.push(...events) });
  await reporter.start();
  await obeys(reporter, home);
  const began = time.clock.monotonic();
  await eventually(() => expect(time.clock.monotonic() - began).toBeGreaterThan(250_000));
  expect(silent).toEqual([]);
  expect(home.requests).toContain('GET /v1/directive 304');
});

test('where no stream comes through, changes are learned by asking', async () => {
  const home = await service();
  home.streams = false;
  const { reporter } = speaker(home);
  await reporter.start();
  await obeys(reporter, home);
  home.direct(OFF);
  await obeys(reporter, home);
  expect(reporter.record('volume', { level: 30 })).toBe('withheld');
});

test('an answer that tells of a newer directive has it fetched at once', async () => {
  const home = await service();
  home.streams = false;
  const { reporter } = speaker(home, { random: () => 1 });
  await reporter.start();
  await obeys(reporter, home);
  // By now the next asking is a while off.
  await eventually(() => expect(home.requests.filter((one) => one.includes('/stream')).length).toBeGreaterThan(3));
  home.direct(OFF);
  const asked = home.requests.filter((one) => one.includes('/stream')).length;
  reporter.record('system-status', { uptime: 1 });
  await reporter.flush();
  await obeys(reporter, home);
  expect(home.requests.filter((one) => one.includes('/stream')).length).toBe(asked);
});

test('where no stream comes through, it asks before it sends usage data', async () => {
  const home = await service();
  home.streams = false;
  const { reporter } = speaker(home, { random: () => 1, interval: DAY });
  await reporter.start();
  await obeys(reporter, home);
  const tries = () => home.requests.filter((one) => one.includes('/stream')).length;
  await eventually(() => expect(tries()).toBe(4));
  await new Promise((resolve) => setTimeout(resolve, 60));
  reporter.record('volume', { level: 30 });
  home.direct(OFF);
  home.direct(ON);
  await reporter.flush();
  expect(tries()).toBe(4);
  expect(home.deliveries).toEqual([]);
  expect(reporter.status()).toMatchObject({ confirmedGeneration: 3, dropped: { withdrawn: 1 } });
});

test('a batch whose answer was lost is sent again under the same id, byte for byte', async () => {
  const { home, reporter } = await listening();
  home.troubles.push('taken but not answered', { status: 503, headers: { 'retry-after': '1' } });
  for (const level of [1, 2, 3]) reporter.record('volume', { level });
  await eventually(() => expect(reporter.status().sent).toBe(3));
  const [first, second] = home.deliveries;
  expect(second).toMatchObject({ id: first!.id, text: first!.text, repeated: true });
  expect(levels(home)).toEqual([1, 2, 3]);
});

test('an answer that does not come within half a minute is not waited for', async () => {
  const { home, reporter } = await listening();
  const { promise, resolve } = Promise.withResolvers<void>();
  home.holding = promise;
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  expect(reporter.status()).toMatchObject({ queued: 1, sent: 0 });
  home.holding = undefined;
  await eventually(() => expect(reporter.status().sent).toBe(1));
  resolve();
  // The first comes through after all, and is known by its id.
  await eventually(() => expect(home.deliveries.map((one) => one.repeated)).toEqual([false, true]));
});

test('a wait that the service asks for is kept, by flush too', async () => {
  const { home, reporter, time } = await listening();
  home.troubles.push({ status: 429, headers: { 'retry-after': '60' } });
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  const asked = time.clock.monotonic();
  await reporter.flush();
  expect(home.deliveries).toEqual([]);
  await eventually(() => expect(home.deliveries).toHaveLength(1));
  expect(time.clock.monotonic() - asked).toBeGreaterThan(55_000);
});

test('a sign-in page of a hotel acknowledges nothing', async () => {
  const { home, reporter } = await listening();
  home.troubles.push({ status: 200, body: '<h1>Welcome, please sign in</h1>' });
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  expect(reporter.status()).toMatchObject({ sent: 0, queued: 1 });
  await eventually(() => expect(levels(home)).toEqual([30]));
});

test('a batch that can not be read is halved once, and a half refused again is dropped', async () => {
  const { home, reporter } = await listening();
  home.troubles.push({ status: 422 }, { status: 400 });
  for (const level of [1, 2, 3, 4, 5]) reporter.record('volume', { level });
  await reporter.flush();
  expect(levels(home)).toEqual([4, 5]);
  expect(reporter.status()).toMatchObject({ sent: 2, queued: 0, dropped: { rejected: 3 } });
});

test('a batch whose id is taken is dropped and counted', async () => {
  const { home, reporter } = await listening();
  home.troubles.push({ status: 409, code: 'batch-conflict' });
  reporter.record('volume', { level: 1 });
  await reporter.flush();
  expect(reporter.status()).toMatchObject({ queued: 0, dropped: { conflict: 1 } });
});

test('a revoked product tells its host, forgets what waits, and sends no more', async () => {
  const told: string[] = [];
  const { saves, store } = memory();
  const { home, reporter } = await listening({ onService: (ended) => told.push(ended), store });
  home.refuses = 'revoked';
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  await eventually(() => expect(told).toEqual(['revoked']));
  expect(reporter.record('system-status', { uptime: 1 })).toBe('refused');
  expect(reporter.status()).toMatchObject({ queued: 0, ended: 'revoked', dropped: { ended: 1 } });
  await reporter.stop();
  expect(JSON.parse(saves.at(-1)!)).toMatchObject({ batches: [], waiting: [] });
  const { length } = home.requests;
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(home.requests).toHaveLength(length);
});

test('a 401 that does not say that the service ended is tried again', async () => {
  const { home, reporter } = await listening();
  home.troubles.push({ status: 401, code: 'clock-skew' });
  reporter.record('volume', { level: 30 });
  await eventually(() => expect(levels(home)).toEqual([30]));
});

test('offline, the oldest usage data makes room first, and essential events last', async () => {
  const { home, reporter } = await listening({ limits: { events: 6 } });
  home.down();
  for (const level of [1, 2, 3, 4]) reporter.record('volume', { level });
  for (const uptime of [1, 2, 3, 4]) reporter.record('system-status', { uptime });
  expect(reporter.status()).toMatchObject({ queued: 6, dropped: { overflow: 2 } });
  home.up();
  await eventually(() => expect(reporter.status().sent).toBe(6));
  expect(levels(home)).toEqual([3, 4]);
  expect(home.events.filter((one) => one.event === 'system-status')).toHaveLength(4);
});

test('what waited too long is dropped, however the wall clock jumps', async () => {
  const { home, reporter, time } = await listening({ limits: { ageMs: 60_000 } });
  home.down();
  reporter.record('system-status', { uptime: 1 });
  time.jump(30 * DAY);
  reporter.record('system-status', { uptime: 2 });
  expect(reporter.status().dropped.aged).toBe(0);
  const before = time.clock.monotonic();
  await eventually(() => expect(time.clock.monotonic() - before).toBeGreaterThan(61_000));
  time.jump(-60 * DAY);
  reporter.record('system-status', { uptime: 3 });
  home.up();
  await reporter.flush();
  await eventually(() => expect(reporter.status().sent).toBe(1));
  expect(home.events).toMatchObject([{ data: { uptime: 3 } }]);
  expect(reporter.status().dropped.aged).toBe(2);
});

test('a wall clock that jumps neither ends a directive nor changes the order', async () => {
  const { home, reporter, time } = await listening();
  reporter.record('volume', { level: 1 });
  time.jump(40 * 365 * DAY);
  expect(reporter.record('volume', { level: 2 })).toBe('queued');
  time.jump(-80 * 365 * DAY);
  expect(reporter.record('volume', { level: 3 })).toBe('queued');
  await eventually(() => expect(levels(home)).toEqual([1, 2, 3]));
});

test('a batch holds at most 200 events and 256 KB, in the order in which they happened', async () => {
  const { home, reporter } = await listening({ interval: DAY, limits: { bytes: 10_000_000 } });
  for (let level = 0; level < 450; level++) reporter.record('volume', { level });
  await reporter.flush();
  expect(home.deliveries.map((one) => one.events.length)).toEqual([200, 200, 50]);
  expect(levels(home)).toEqual(Array.from({ length: 450 }, (_, level) => level));
  for (let level = 0; level < 10; level++) reporter.record('volume', { level, room: 'ü'.repeat(30_000) });
  await reporter.flush();
  const sizes = home.deliveries.slice(3).map((one) => Buffer.byteLength(one.text));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(256 * 1024);
  expect(sizes).toHaveLength(3);
  expect(reporter.record('volume', { room: 'ü'.repeat(140_000) })).toBe('refused');
});

test('a full batch does not wait for the interval', async () => {
  const { home, reporter } = await listening({ interval: DAY });
  for (let level = 0; level < 200; level++) reporter.record('volume', { level });
  await eventually(() => expect(home.deliveries).toHaveLength(1));
});

test('what is no JSON is refused and disturbs nothing', async () => {
  const { reporter } = await listening();
  const circle: unknown[] = [];
  circle.push(circle);
  expect(reporter.record('volume', { room: circle })).toBe('refused');
  expect(reporter.record('volume', { level: 10n })).toBe('refused');
  expect(reporter.status()).toMatchObject({ refused: 2, queued: 0 });
});

test('a host that fails in its own callback does not stop the reporter', async () => {
  const faults: unknown[] = [];
  const note = (fault: unknown) => faults.push(fault);
  const others = process.listeners('uncaughtException');
  process.removeAllListeners('uncaughtException').on('uncaughtException', note);
  try {
    const { home, reporter } = await listening({
      onDirective: () => {
        throw new Error('the display is broken');
      },
    });
    reporter.record('volume', { level: 30 });
    await eventually(() => expect(levels(home)).toEqual([30]));
    expect(faults).toHaveLength(1);
  } finally {
    process.removeAllListeners('uncaughtException');
    for (const one of others) process.on('uncaughtException', one);
  }
});

test('with a store, what waited when the power went is sent under the same id after it comes back', async () => {
  const { saves, store } = memory();
  const { home, reporter } = await listening({ store });
  home.troubles.push('taken but not answered');
  reporter.record('volume', { level: 1 });
  await reporter.flush();
  home.down();
  reporter.record('volume', { level: 2 });
  await reporter.stop();
  expect(saves.length).toBeGreaterThan(1);
  home.up();
  const { reporter: again } = speaker(home, { store });
  await again.start();
  await eventually(() => expect(again.status().sent).toBe(2));
  expect(levels(home)).toEqual([1, 2]);
  expect(home.deliveries[1]).toMatchObject({ id: home.deliveries[0]!.id, repeated: true });
});

test('when usage data goes off, the store is rewritten at once, and again if that failed', async () => {
  const { saves, store } = memory();
  let broken = false;
  const flash: Store = {
    load: store.load,
    save: (saved) => {
      if (broken) throw new Error('flash is worn');
      return store.save(saved);
    },
  };
  const { home, reporter } = await listening({ store: flash });
  home.troubles.push({ status: 503 });
  reporter.record('volume', { level: 77_123 });
  await reporter.flush();
  expect(saves.at(-1)).toContain('77123');
  broken = true;
  home.direct(OFF);
  await obeys(reporter, home);
  expect(saves.at(-1)).toContain('77123');
  broken = false;
  await eventually(() => expect(saves.at(-1)).not.toContain('77123'));
});

test('with a store that holds rubbish it starts all the same', async () => {
  const rubbish = { version: 1, batches: 'none' } as unknown as Saved;
  const { home, reporter } = await listening({ store: { load: () => rubbish, save: () => {} } });
  reporter.record('volume', { level: 1 });
  await eventually(() => expect(levels(home)).toEqual([1]));
});

test('nothing is written to the console', async () => {
  const said = (['log', 'info', 'warn', 'error', 'debug'] as const).map((name) => vi.spyOn(console, name));
  const { home, reporter } = await listening();
  home.troubles.push({ status: 500 }, { status: 422 }, { status: 409 });
  for (const level of [1, 2, 3]) reporter.record('volume', { level });
  await eventually(() => expect(reporter.status().queued).toBe(0));
  for (const one of said) {
    expect(one).not.toHaveBeenCalled();
    one.mockRestore();
  }
});

test('it says which directive it obeys, once it does, and again until that is heard', async () => {
  const refusals = [503, 429];
  const { home, reporter } = await listening({
    fetch: (input, init) => {
      const status = `${input}`.endsWith('/confirmed') ? refusals.pop() : undefined;
      return status === undefined ? fetch(input, init) : Promise.resolve(new Response('', { status }));
    },
  });
  await eventually(() => expect(home.confirmed).toEqual([1]));
  home.direct(OFF);
  home.direct(ON);
  await obeys(reporter, home);
  await eventually(() => expect(home.confirmed.at(-1)).toBe(3));
  expect(home.confirmed).toEqual([...new Set(home.confirmed)].sort());
});

test('to a service that knows nothing of that it is said once', async () => {
  let said = 0;
  const { home, reporter } = await listening({
    fetch: (input, init) => {
      if (!`${input}`.endsWith('/confirmed')) return fetch(input, init);
      said += 1;
      return Promise.resolve(new Response('', { status: 404 }));
    },
  });
  reporter.record('volume', { level: 30 });
  await reporter.flush();
  await eventually(() => expect(home.events).toHaveLength(1));
  expect(said).toBe(1);
});
