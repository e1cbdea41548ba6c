/** What must hold of every request, whatever people, programs and staff do to it, and whatever the clock does. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REQUESTS } from '../../statement/statement.ts';
import { nextAt, partsDue, remindAt } from './clock.ts';
import { decideRequest } from './decide.ts';
import { evolveRequest, replayRequest } from './evolve.ts';
import {
  isAnswered,
  isClosed,
  type Outcome,
  type Request,
  type RequestCommand,
  type RequestEvent,
  type Worker,
} from './request.ts';

const DAY = 24 * 60 * 60_000;
const NOON = Date.UTC(2027, 2, 1, 12);

const PARTS = ['vault', 'staff', 'recipient:hummingbird'] as const;
const anyPart = fc.constantFrom(...PARTS, 'nobody', 'constructor');
const anyReason = fc.constantFrom('', 'it is another’s');
const anyWorker = fc.constantFrom<Worker>('us', 'staff');
const anyUntil = fc.integer({ min: 0, max: 5 }).map((days) => NOON + days * DAY);

const anyOutcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ is: fc.constant('done' as const), answer: fc.constantFrom(undefined, 'seen') }),
  fc.record({ is: fc.constant('not-found' as const) }),
  fc.record({ is: fc.constant('refused' as const), because: anyReason }),
  fc.record({ is: fc.constant('waiting' as const), for: anyWorker, until: anyUntil }),
  fc.record({ is: fc.constant('failed' as const), because: anyReason }),
);

const anyReceipt: fc.Arbitrary<RequestCommand> = fc.record({
  do: fc.constant('receive' as const),
  kind: fc.constantFrom(...REQUESTS),
  within: fc.constantFrom('30 days', '1 month'),
  remind: fc.constantFrom('7 days', '1 week'),
  parts: fc.dictionary(fc.constantFrom(...PARTS), anyWorker, { maxKeys: 3 }),
  checkUntil: fc.option(anyUntil, { nil: undefined }),
});

const anyCommand: fc.Arbitrary<RequestCommand> = fc.oneof(
  { weight: 1, arbitrary: anyReceipt },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('begin' as const) }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('answer' as const), part: anyPart, outcome: anyOutcome }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('retry' as const), part: anyPart }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend' as const), because: anyReason }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const), because: anyReason }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), text: anyReason }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const) }) },
);

interface Step {
  readonly command: RequestCommand;
  /** Milliseconds since the step before; the clock may be set back. */
  readonly later: number;
}
const anyLife: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    fc.record({ command: anyReceipt, later: fc.constant(0) }),
    fc.array(fc.record({ command: anyCommand, later: fc.integer({ min: -2, max: 12 }).map((days) => days * DAY) }), {
      maxLength: 25,
    }),
  )
  .map(([first, rest]) => [first, ...rest]);

interface Taken {
  readonly before: Request | undefined;
  readonly command: RequestCommand;
  readonly events: readonly RequestEvent[];
  readonly after: Request | undefined;
  readonly at: number;
}

/** Lives through the steps, and returns each with what came of it. */
function live(steps: readonly Step[]): readonly Taken[] {
  let request: Request | undefined;
  let at = NOON;
  return steps.map(({ command, later }) => {
    at += later;
    const before = request;
    const decided = decideRequest(before, command, at);
    const events = decided.effect === 'happens' ? decided.events : [];
    for (const event of events) request = evolveRequest(request, event);
    return { before, command, events, after: request, at };
  });
}

const holds = (claim: (steps: readonly Taken[]) => void) =>
  fc.assert(
    fc.property(anyLife, (life) => claim(live(life))),
    { numRuns: 2000 },
  );

describe('a request', () => {
  it('is the same when it is read back from its events', () => {
    holds((steps) => {
      const kept = steps.flatMap(({ events }) => events);
      expect(replayRequest(JSON.parse(JSON.stringify(kept)))).toEqual(steps.at(-1)?.after);
    });
  });

  it('is done once every part is answered, and never while one is open', () => {
    let done = 0;
    holds((steps) => {
      for (const { after } of steps) {
        if (after === undefined) continue;
        const isAllAnswered = Object.values(after.parts).every(isAnswered);
        if (after.status === 'done' || after.status === 'refused') {
          done += 1;
          expect(isAllAnswered).toBe(true);
        }
        if (after.status === 'open') expect(isAllAnswered).toBe(false);
      }
    });
    expect(done).toBeGreaterThan(50);
  });

  it('always has a way on: what is open can be brought to its end', () => {
    holds((steps) => {
      const { after, at } = steps.at(-1)!;
      if (after === undefined || isClosed(after)) return;
      let request: Request | undefined = after;
      const send = (command: RequestCommand) => {
        const decided = decideRequest(request, command, at);
        if (decided.effect === 'happens') for (const one of decided.events) request = evolveRequest(request, one);
      };
      send({ do: 'look' });
      send({ do: 'confirm' });
      for (const part of Object.keys(after.parts)) send({ do: 'answer', part, outcome: { is: 'done' } });
      expect(isClosed(request)).toBe(true);
    });
  });

  it('is looked at again by itself while a program has something to do with it, or its time runs', () => {
    holds((steps) => {
      for (const { after } of steps) {
        if (after === undefined || isClosed(after)) continue;
        const next = nextAt(after);
        const isLeftToStaff = after.isOverdue && partsDue(after, Number.MAX_SAFE_INTEGER).length === 0;
        expect(next === undefined).toBe(isLeftToStaff);
        if (next !== undefined && after.status === 'checking') expect(next).toBe(after.checkUntil);
      }
    });
  });

  it('keeps its end, unless a stop or an extension is on record', () => {
    holds((steps) => {
      for (const { before, after, events, at } of steps) {
        if (before === undefined || after === undefined || before.dueAt === after.dueAt) continue;
        expect(events).toHaveLength(1);
        const [event] = events;
        if (event?.event === 'confirmed') expect(after.dueAt - before.dueAt).toBe(Math.max(0, at - before.receivedAt));
        else expect([event?.event, before.extendedBecause]).toEqual(['extended', undefined]);
      }
    });
  });

  it('changes nothing any more once it is closed, save for notes', () => {
    holds((steps) => {
      for (const { before, after, command } of steps) {
        if (before !== undefined && isClosed(before) && command.do !== 'note') expect(after).toBe(before);
      }
    });
  });

  it('does nothing for somebody who has not shown who they are', () => {
    holds((steps) => {
      for (const { before, after, command } of steps) {
        if (before?.status !== 'checking') continue;
        if (command.do !== 'confirm') expect(after?.parts).toEqual(before.parts);
        expect(partsDue(before, Number.MAX_SAFE_INTEGER)).toEqual([]);
      }
    });
  });

  it('is not taken back, and not refused, once keys are being destroyed', () => {
    holds((steps) => {
      for (const { before, events, command } of steps) {
        if (before?.isBegun && (command.do === 'cancel' || command.do === 'refuse')) expect(events).toEqual([]);
      }
    });
  });

  it('is reminded of once before its end, and said to be late once after it, for each end that it has', () => {
    holds((steps) => {
      const seen: string[] = [];
      for (const { before, events } of steps) {
        for (const { event, at } of events) {
          if (event === 'extended') seen.length = 0;
          if (event !== 'reminded' && event !== 'overdue') continue;
          expect(seen).not.toContain(event);
          expect(at).toBeGreaterThanOrEqual(event === 'overdue' ? before!.dueAt : remindAt(before!));
          seen.push(event);
        }
      }
    });
  });
});

describe('an erasure', () => {
  it('leaves what we hold for the end, because afterwards nobody can be told whom to forget', () => {
    const received = decideRequest(
      undefined,
      {
        do: 'receive',
        kind: 'erasure',
        within: '30 days',
        remind: '7 days',
        parts: { vault: 'us', 'recipient:hummingbird': 'staff' },
      },
      NOON,
    );
    let request = received.effect === 'happens' ? replayRequest(received.events) : undefined;
    expect(partsDue(request!, NOON)).toEqual([]);
    request = evolveRequest(request, {
      event: 'part',
      part: 'recipient:hummingbird',
      outcome: { is: 'done' },
      at: NOON,
    });
    expect(partsDue(request!, NOON)).toEqual(['vault']);
  });
});

it('a part that fails is tried again by itself, less and less often, and not less than four times a day', () => {
  const received = decideRequest(
    undefined,
    { do: 'receive', kind: 'export', within: '30 days', remind: '7 days', parts: { vault: 'us' } },
    NOON,
  );
  let request = received.effect === 'happens' ? replayRequest(received.events) : undefined;
  const pauses: number[] = [];
  for (let at = NOON; at < NOON + 3 * DAY; ) {
    request = evolveRequest(request, {
      event: 'part',
      part: 'vault',
      outcome: { is: 'failed', because: 'storage' },
      at,
    });
    const next = nextAt(request!)!;
    pauses.push(next - at);
    at = next;
  }
  expect(pauses.slice(0, 4)).toEqual([60_000, 120_000, 240_000, 480_000]);
  expect(Math.max(...pauses)).toBe(DAY / 4);
});
