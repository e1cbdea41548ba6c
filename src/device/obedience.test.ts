/** What must always hold, whatever Ada chooses, her network does, and her speaker's clock says. */
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type Arrived, DeviceService, type Trouble } from '../testing/device-service.ts';
import { quickTime } from '../testing/quick-time.ts';
import { createReporter, type Recorded } from './reporter.ts';

const ESSENTIAL = { 'system-status': ['n'] };
const USAGE = ['volume', 'playback'] as const;

type Step =
  | { readonly do: 'record'; readonly event: string; readonly times: number }
  | { readonly do: 'direct'; readonly usage: readonly string[] }
  | { readonly do: 'trouble'; readonly trouble: Trouble }
  | { readonly do: 'jump'; readonly by: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'cut' | 'mend' | 'flush' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('record'), event: anyEvent(), times: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('direct'), usage: fc.subarray([...USAGE]) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('trouble'), trouble: anyTrouble() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump'), by: fc.integer({ min: -1e12, max: 1e12 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait'), milliseconds: fc.integer({ min: 0, max: 12 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('cut', 'mend', 'flush') }) },
);

function anyEvent() {
  return fc.constantFrom(...USAGE, 'system-status', 'microphone');
}

function anyTrouble(): fc.Arbitrary<Trouble> {
  return fc.constantFrom<Trouble>(
    'taken but not answered',
    { status: 503 },
    { status: 429, headers: { 'retry-after': '1' } },
    { status: 200, body: '<h1>Sign in</h1>' },
  );
}

interface Note {
  readonly n: number;
  readonly event: string;
  readonly recorded: Recorded;
}

/** Walks a fresh speaker and a fresh service through the steps, mends all at the end, and gives what both have seen. */
async function live(steps: readonly Step[]) {
  const home = await DeviceService.start({ ...ESSENTIAL, volume: ['n'], playback: ['n'] });
  const time = quickTime();
  const directed = new Map([[home.generation, ['volume', 'playback'] as readonly string[]]]);
  const notes: Note[] = [];
  const stale: Arrived[] = [];
  let streams = 0;
  const reporter = createReporter({
    url: home.url,
    token: 'ada-kitchen',
    essential: ESSENTIAL,
    interval: 300,
    clock: time.clock,
    timers: time.timers,
    // The real one; it only looks at what is handed to the network, and under which directive.
    fetch: async (input, init) => {
      if (typeof init?.body === 'string') {
        const held = reporter.directive()?.generation;
        const events: readonly Arrived[] = JSON.parse(init.body).events;
        stale.push(...events.filter((one) => one.event !== 'system-status' && one.generation !== held));
      }
      if (`${input}`.endsWith('/stream')) {
        streams++;
        init?.signal?.addEventListener('abort', () => streams--);
      }
      return fetch(input, init);
    },
  });
  /** Changes that came while the speaker was cut off: what arrives from then on is of that generation or later. */
  const unheard: { generation: number; from: number }[] = [];
  let isCut = false;

  await reporter.start();
  for (const one of steps) {
    switch (one.do) {
      case 'record':
        for (let count = 0; count < one.times; count++) {
          const n = notes.length;
          notes.push({ n, event: one.event, recorded: reporter.record(one.event, { n, secret: 'x' }) });
        }
        break;
      case 'direct':
        home.direct({ ...ESSENTIAL, ...Object.fromEntries(one.usage.map((event) => [event, ['n']])) });
        directed.set(home.generation, one.usage);
        if (isCut) unheard.push({ generation: home.generation, from: home.deliveries.length });
        break;
      case 'trouble':
        home.troubles.push(one.trouble);
        break;
      case 'jump':
        time.jump(one.by);
        break;
      case 'wait':
        await sleep(one.milliseconds);
        break;
      case 'flush':
        await reporter.flush();
        break;
      case 'cut':
        home.down();
        isCut = true;
        // The speaker notices, as it would long before a network is mended, and what it was last told is no longer fresh.
        await sleep(60);
        await vi.waitFor(() => expect(streams).toBe(0));
        break;
      case 'mend':
        home.up();
        isCut = false;
    }
  }
  home.troubles.length = 0;
  home.up();
  await vi.waitFor(() => expect(reporter.status().confirmedGeneration).toBe(home.generation), { timeout: 10_000 });
  await vi.waitFor(
    async () => {
      await reporter.flush();
      expect(reporter.status().queued).toBe(0);
    },
    { timeout: 10_000 },
  );
  await reporter.stop();
  await home.stop();
  return { notes, stale, directed, unheard, home };
}

const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const isUsage = ({ event }: { readonly event: string }) => event !== 'system-status';
const numbers = (events: readonly Arrived[]) => events.map((one) => one.data.n as number);

test('nothing arrives that was not allowed, nothing late or twice, and nothing needed is lost', async () => {
  let arrivedUsage = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const { notes, stale, directed, unheard, home } = await live(steps);

      for (const one of home.events) {
        expect(one.data).toEqual({ n: expect.any(Number) });
        expect(notes[one.data.n as number]).toMatchObject({ event: one.event, recorded: 'queued' });
        if (isUsage(one)) expect(directed.get(one.generation)).toContain(one.event);
      }
      expect(stale).toEqual([]);
      for (const { generation, from } of unheard) {
        const late = home.deliveries.slice(from).flatMap((one) => one.events);
        expect(late.filter((one) => isUsage(one) && one.generation < generation)).toEqual([]);
      }

      const arrived = numbers(home.events);
      expect(new Set(arrived).size).toBe(arrived.length);
      const recorded = notes.filter((one) => one.recorded === 'queued');
      expect(numbers(home.events.filter((one) => !isUsage(one)))).toEqual(
        recorded.filter((one) => !isUsage(one)).map((one) => one.n),
      );
      const usage = numbers(home.events.filter(isUsage));
      expect(usage).toEqual([...usage].sort((a, b) => a - b));
      arrivedUsage += usage.length;
    }),
    { numRuns: 40 },
  );
  // Silence alone would satisfy all of the above.
  expect(arrivedUsage).toBeGreaterThan(0);
}, 120_000);
