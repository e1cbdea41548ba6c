import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ALBUMS, KINDS } from './fixtures.ts';
import { type Command, createPlayers, type Players } from './players.ts';
import type { Happening } from './product-life.ts';

const KITCHEN = { serial: 'AK-1', room: 'Kitchen', kind: 'shelf' } as const;
const ATTIC = { serial: 'AK-2', room: 'Attic', kind: 'bar' } as const;
const YARD = { serial: 'AK-3', room: 'Yard', kind: 'portable' } as const;
const MINUTE = 60_000;
const NIGHT_FERRY = 'Night Ferry';
const [FIRST, SECOND] = ALBUMS.find(([track]) => track?.album === NIGHT_FERRY)!;

let players: Players;
type Data = { readonly [field: string]: unknown };
let said: { from: string; event: string; data: Data }[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2027-03-01T10:00:00Z') });
  said = [];
  players = createPlayers({
    players: [KITCHEN, ATTIC, YARD].map((one) => ({
      ...one,
      report: (event, data) => void said.push({ from: one.serial, event, data }),
    })),
    seed: 'spring',
    speed: 60,
  });
});
afterEach(() => {
  players.stop();
  vi.useRealTimers();
});

const groupOf = (serial: string) => players.look().find((one) => one.players.some((p) => p.serial === serial))!;
const roomsOf = (serial: string) => groupOf(serial).players.map(({ room }) => room);
const play = (player: string, music?: string) => players.obey({ command: 'play', player, music });
const saidOf = (event: string) =>
  said.filter((one) => one.event === event).map(({ from, data }): Data => ({ from, ...data }));

describe('a player in hand', () => {
  it('plays what is put on, track after track as fast as in life, and says so', () => {
    expect(play('AK-1', NIGHT_FERRY)).toBe(true);
    expect(groupOf('AK-1')).toMatchObject({
      transport: 'playing',
      music: { name: NIGHT_FERRY, title: FIRST!.track },
      hasNext: true,
    });
    vi.advanceTimersByTime(FIRST!.trackDuration * 1_000);
    expect(groupOf('AK-1').music?.title).toBe(SECOND!.track);
    expect(saidOf('playback').map(({ track, transport, listenedFor }) => [track, transport, listenedFor])).toEqual([
      [FIRST!.track, 'playing', undefined],
      [FIRST!.track, 'stopped', FIRST!.trackDuration * 1_000],
      [SECOND!.track, 'playing', undefined],
    ]);
    vi.advanceTimersByTime(60 * MINUTE);
    expect(groupOf('AK-1')).toMatchObject({ transport: 'stopped', hasNext: false });
  });

  it('pauses and goes on from there; skips what is left', () => {
    play('AK-1', NIGHT_FERRY);
    vi.advanceTimersByTime(30_000);
    players.obey({ command: 'pause', player: 'AK-1' });
    vi.advanceTimersByTime(5 * MINUTE);
    expect(groupOf('AK-1')).toMatchObject({ transport: 'paused', music: { title: FIRST!.track } });
    play('AK-1');
    vi.advanceTimersByTime((FIRST!.trackDuration - 31) * 1_000);
    expect(groupOf('AK-1').music?.title).toBe(FIRST!.track);
    players.obey({ command: 'next', player: 'AK-1' });
    expect(groupOf('AK-1')).toMatchObject({ transport: 'playing', music: { title: SECOND!.track } });
    expect(saidOf('playback').at(-2)).toMatchObject({ skipped: true, elapsed: FIRST!.trackDuration - 1 });
  });

  it('puts something on by itself where nobody says what, and a station has no next', () => {
    play('AK-1');
    expect(groupOf('AK-1').music?.kind).toBe('album');
    play('AK-1', 'Lighthouse FM');
    expect(groupOf('AK-1')).toMatchObject({ music: { title: 'Lighthouse FM', kind: 'station' }, hasNext: false });
    players.obey({ command: 'next', player: 'AK-1' });
    vi.advanceTimersByTime(120 * MINUTE);
    expect(groupOf('AK-1')).toMatchObject({ transport: 'playing', music: { title: 'Lighthouse FM' } });
  });

  it('refuses what nobody here is called, and says nothing of it', () => {
    expect(play('AK-9')).toBe(false);
    expect(play('AK-1', 'Something by nobody')).toBe(false);
    expect(players.obey({ command: 'join', player: 'AK-1', with: 'AK-9' })).toBe(false);
    expect(said).toEqual([]);
  });

  it('is called by its new name from then on', () => {
    players.obey({ command: 'name', player: 'AK-1', room: 'Küche' });
    players.obey({ command: 'volume', player: 'AK-1', volume: 31 });
    expect(groupOf('AK-1').players).toEqual([
      { serial: 'AK-1', room: 'Küche', productType: KINDS.shelf.productType, volume: 31 },
    ]);
    expect(saidOf('volume')).toEqual([{ from: 'AK-1', volume: 31, muted: false, room: 'Küche', control: 'app' }]);
  });
});

describe('players together', () => {
  it('play what the first of them plays; when that one leaves, the others play on', () => {
    play('AK-1', NIGHT_FERRY);
    players.obey({ command: 'join', player: 'AK-2', with: 'AK-1' });
    players.obey({ command: 'join', player: 'AK-3', with: 'AK-2' });
    expect(roomsOf('AK-3')).toEqual(['Kitchen', 'Attic', 'Yard']);
    expect(saidOf('grouping').at(-1)).toEqual({
      from: 'AK-1',
      group: ['Kitchen', 'Attic', 'Yard'],
      coordinator: 'AK-1',
      room: 'Kitchen',
    });
    vi.advanceTimersByTime(20_000);
    players.obey({ command: 'leave', player: 'AK-1' });
    expect([roomsOf('AK-1'), groupOf('AK-1').transport]).toEqual([['Kitchen'], 'stopped']);
    expect(groupOf('AK-2')).toMatchObject({ leader: 'AK-2', transport: 'playing', music: { title: FIRST!.track } });
    vi.advanceTimersByTime((FIRST!.trackDuration - 20) * 1_000);
    expect(groupOf('AK-3').music?.title).toBe(SECOND!.track);
  });

  it('are each in one group, with one leader among its members, whatever is said to them', () => {
    const serial = fc.constantFrom('AK-1', 'AK-2', 'AK-3');
    const command: fc.Arbitrary<Command> = fc.oneof(
      fc.record({ command: fc.constant('play' as const), player: serial }),
      fc.record({ command: fc.constantFrom('pause', 'next', 'leave'), player: serial }),
      fc.record({ command: fc.constant('join' as const), player: serial, with: serial }),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(command, fc.nat(400)), { maxLength: 30 }), (commands) => {
        for (const [one, seconds] of commands) {
          players.obey(one);
          vi.advanceTimersByTime(seconds * 1_000);
          const groups = players.look();
          const all = groups.flatMap(({ players }) => players.map(({ serial }) => serial));
          expect([...all].sort()).toEqual(['AK-1', 'AK-2', 'AK-3']);
          for (const { leader, players } of groups) expect(players[0]?.serial).toBe(leader);
        }
      }),
    );
  });
});

describe('a life', () => {
  const playing = (data: object): Happening => ({
    event: 'playback',
    after: 0,
    data: { transport: 'playing', ...data },
  });
  const lived = playing({ ...FIRST, container: NIGHT_FERRY, containerKind: 'album', trackNumber: 1, room: 'Kitchen' });

  it('shows in what plays, and can be taken in hand from there', () => {
    players.happen('AK-1', lived);
    expect(groupOf('AK-1')).toMatchObject({ transport: 'playing', music: { title: FIRST!.track } });
    players.obey({ command: 'next', player: 'AK-1' });
    expect(groupOf('AK-1').music?.title).toBe(SECOND!.track);
  });

  it('waits for ten minutes after the last word, and goes on then', () => {
    players.obey({ command: 'volume', player: 'AK-1', volume: 11 });
    said = [];
    players.happen('AK-1', lived);
    expect([groupOf('AK-1').transport, said]).toEqual(['stopped', []]);
    players.happen('AK-1', { event: 'performance-report', after: 0, data: { temperature: 31 } });
    expect(saidOf('performance-report')).toHaveLength(1);
    vi.advanceTimersByTime(10 * MINUTE);
    players.happen('AK-1', lived);
    expect(groupOf('AK-1').transport).toBe('playing');
  });

  it('joins rooms and parts them, but none that somebody has in hand', () => {
    const together = (group: string[]): Happening => ({
      event: 'grouping',
      after: 0,
      data: { group, room: 'Kitchen' },
    });
    players.obey({ command: 'volume', player: 'AK-3', volume: 11 });
    players.happen('AK-1', together(['Kitchen', 'Attic', 'Yard']));
    expect([roomsOf('AK-1'), roomsOf('AK-3')]).toEqual([['Kitchen', 'Attic'], ['Yard']]);
    players.happen('AK-2', playing({ container: 'Lighthouse FM', room: 'Attic' }));
    expect(groupOf('AK-2').transport).toBe('stopped');
    players.happen('AK-1', together(['Kitchen']));
    expect(roomsOf('AK-1')).toEqual(['Kitchen']);
  });
});

it('whoever follows is told of every change, until they have enough', () => {
  let changes = 0;
  const stop = players.follow(() => {
    changes += 1;
  });
  play('AK-1', NIGHT_FERRY);
  vi.advanceTimersByTime(FIRST!.trackDuration * 1_000);
  expect(changes).toBe(2);
  stop();
  players.obey({ command: 'pause', player: 'AK-1' });
  expect(changes).toBe(2);
});
