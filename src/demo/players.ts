/**
 * The players of the household as they stand: what plays where, how loud, and which play together. Their lives change it, and so
 * does whoever has the app in hand: then the rooms concerned do as they are told, and live on some minutes after the last word.
 */
import { type Chance, chance } from './chance.ts';
import { ALBUMS, KINDS, type ProductKind, SERVICES, STATIONS, type Track } from './fixtures.ts';
import type { Happening, Product } from './product-life.ts';

/** How an event of a player is reported: through its SDK, which may keep it to itself. */
export type Report = (event: string, data: { readonly [field: string]: unknown }) => void;

export type Command =
  | { readonly command: 'play'; readonly player: string; readonly music?: string | undefined }
  | { readonly command: 'pause' | 'next' | 'leave'; readonly player: string }
  | { readonly command: 'volume'; readonly player: string; readonly volume: number }
  | { readonly command: 'join'; readonly player: string; readonly with: string }
  | { readonly command: 'name'; readonly player: string; readonly room: string };

/** Players that play the same; `leader` is the serial number of the one that the others follow. */
export interface Group {
  readonly leader: string;
  readonly players: readonly {
    readonly serial: string;
    readonly room: string;
    readonly productType: string;
    /** Percent. */
    readonly volume: number;
  }[];
  readonly transport: Transport;
  /** What plays or is paused. */
  readonly music?: Music & { readonly title: string };
  readonly hasNext: boolean;
}

/** Something that can be put on, by its name. */
export interface Music {
  readonly name: string;
  readonly by?: string;
  readonly kind: 'album' | 'station';
}

export interface Players {
  /** What there is to put on. */
  readonly music: readonly Music[];
  look(): readonly Group[];
  /** Does as it is told; `false` where there is no such player, or nothing of that name. */
  obey(command: Command): boolean;
  /** Lets something happen to a player, unless somebody has it in hand or it follows another. */
  happen(serial: string, happening: Happening): void;
  /** Tells of every change; returns how to end that. */
  follow(changed: () => void): () => void;
  stop(): void;
}

export interface PlayersOptions {
  readonly players: readonly (Product & { readonly report: Report })[];
  readonly seed: string;
  /** How many times faster than life the household lives. What somebody puts on plays as fast as in life. */
  readonly speed: number;
  /** Milliseconds that a player stays in hand after the last word. */
  readonly inHand?: number;
}

type Transport = 'playing' | 'paused' | 'stopped';

interface Player {
  readonly serial: string;
  readonly kind: ProductKind;
  readonly report: Report;
  room: string;
  volume: number;
  leader: Player;
  playing: Playing | undefined;
  /** Epoch milliseconds. */
  inHandUntil: number;
}

interface Playing {
  /** One that never ends has no tracks. */
  readonly tracks: readonly Track[];
  readonly index: number;
  readonly container: { readonly container: string; readonly containerKind: string };
  readonly service: string;
  readonly transport: 'playing' | 'paused';
  /** Seconds heard of it until `since`, epoch milliseconds, and seconds a second from there. */
  readonly heard: number;
  readonly since: number;
  readonly rate: number;
  readonly timer?: ReturnType<typeof setTimeout> | undefined;
}

const MINUTE = 60_000;
/** What a life says of playing: left out while somebody else decides about it. */
const LED = ['playback', 'command', 'volume', 'grouping'];

const MUSIC: readonly Music[] = [
  ...ALBUMS.map(([first]): Music => ({ name: first!.album, by: first!.artist, kind: 'album' })),
  ...STATIONS.map((name): Music => ({ name, kind: 'station' })),
];

/** The players, silent and each for itself. */
export function createPlayers({ players, seed, speed, inHand = 10 * MINUTE }: PlayersOptions): Players {
  const by = chance(`${seed}/players`);
  const all = new Map(players.map((one) => [one.serial, playerOf(one, by)]));
  const followers = new Set<() => void>();
  const changed = () => {
    for (const tell of followers) tell();
  };
  const membersOf = (leader: Player) => [...all.values()].filter((one) => one.leader === leader);

  function tellOfPlaying(leader: Player, playing: Playing, more: { readonly [field: string]: unknown }): void {
    const track = playing.tracks[playing.index];
    const about = { ...track, ...playing.container, service: playing.service, room: leader.room };
    const place = track && { trackNumber: playing.index + 1, queueLength: playing.tracks.length, playMode: 'normal' };
    leader.report('playback', { ...about, ...place, ...more });
  }

  function end(leader: Player, skipped = false): void {
    const { playing } = leader;
    if (playing === undefined) return;
    clearTimeout(playing.timer);
    leader.playing = undefined;
    const elapsed = heardOf(playing);
    tellOfPlaying(leader, playing, { transport: 'stopped', elapsed, listenedFor: elapsed * 1_000, skipped });
  }

  function begin(leader: Player, what: Pick<Playing, 'tracks' | 'index' | 'container' | 'service' | 'heard'>): void {
    const track = what.tracks[what.index];
    const left = track && Math.max(0, track.trackDuration - what.heard) * 1_000;
    const timer = left === undefined ? undefined : setTimeout(() => advance(leader, false), left);
    leader.playing = { ...what, transport: 'playing', since: Date.now(), rate: 1, timer };
    tellOfPlaying(leader, leader.playing, { transport: 'playing', elapsed: what.heard });
  }

  function advance(leader: Player, skipped: boolean): void {
    const { playing } = leader;
    end(leader, skipped);
    if (playing !== undefined && playing.index + 1 < playing.tracks.length) {
      begin(leader, { ...playing, index: playing.index + 1, heard: 0 });
    }
    changed();
  }

  function play(leader: Player, name: string | undefined): boolean {
    const { playing } = leader;
    if (name === undefined && playing !== undefined) {
      if (playing.transport === 'paused') begin(leader, playing);
      return true;
    }
    const music = name === undefined ? by.oneOf(MUSIC.filter(({ kind }) => kind === 'album')) : musicOf(name);
    if (music === undefined) return false;
    end(leader);
    const tracks = ALBUMS.find(([first]) => first?.album === music.name) ?? [];
    const container = { container: music.name, containerKind: music.kind };
    begin(leader, { tracks, index: 0, container, service: by.oneOf(SERVICES), heard: 0 });
    return true;
  }

  function pause(leader: Player): void {
    const { playing } = leader;
    if (playing?.transport !== 'playing') return;
    clearTimeout(playing.timer);
    const heard = heardOf(playing);
    leader.playing = { ...playing, transport: 'paused', heard, timer: undefined };
    tellOfPlaying(leader, playing, { transport: 'paused', elapsed: heard });
  }

  /** Out of its group, silent. What it led goes on with the next of them. */
  function part(player: Player): void {
    const [heir, ...others] = membersOf(player).filter((one) => one !== player);
    if (player.leader === player && heir === undefined) end(player);
    if (player.leader === player && heir !== undefined) {
      const { playing } = player;
      clearTimeout(playing?.timer);
      player.playing = undefined;
      for (const one of [heir, ...others]) one.leader = heir;
      if (playing?.transport === 'playing') begin(heir, { ...playing, heard: heardOf(playing) });
      else heir.playing = playing;
    }
    player.leader = player;
  }

  function tellOfGroup(leader: Player): void {
    const group = membersOf(leader).map(({ room }) => room);
    leader.report('grouping', { group, coordinator: leader.serial, room: leader.room });
  }

  function join(player: Player, leader: Player): void {
    if (player.leader === leader || player === leader) return;
    part(player);
    player.leader = leader;
    tellOfGroup(leader);
  }

  function leave(player: Player): void {
    const before = membersOf(player.leader).filter((one) => one !== player);
    if (before.length === 0) return;
    part(player);
    tellOfGroup(before[0]!.leader);
    tellOfGroup(player);
  }

  function setVolume(player: Player, volume: number): void {
    player.volume = volume;
    player.report('volume', { volume, muted: false, room: player.room, control: 'app' });
  }

  function act(command: Command, player: Player): boolean {
    switch (command.command) {
      case 'play':
        return play(player.leader, command.music);
      case 'pause':
        pause(player.leader);
        return true;
      case 'next':
        if (hasNext(player.leader)) advance(player.leader, true);
        return true;
      case 'volume':
        setVolume(player, command.volume);
        return true;
      case 'join': {
        const other = all.get(command.with);
        if (other === undefined) return false;
        join(player, other.leader);
        return true;
      }
      case 'leave':
        leave(player);
        return true;
      case 'name':
        player.room = command.room;
        return true;
    }
  }

  return {
    music: MUSIC,
    look: () => [...all.values()].filter((one) => one.leader === one).map((leader) => seen(leader, membersOf(leader))),
    obey(command) {
      const player = all.get(command.player);
      if (player === undefined) return false;
      const before = membersOf(player.leader);
      if (!act(command, player)) return false;
      const until = Date.now() + inHand;
      for (const one of new Set([...before, ...membersOf(player.leader)])) one.inHandUntil = until;
      changed();
      return true;
    },
    happen(serial, { event, data }) {
      const player = all.get(serial);
      if (player === undefined) return;
      const isLed = player.leader !== player || Date.now() < player.inHandUntil;
      if (isLed && LED.includes(event)) return;
      if (event === 'grouping') {
        const rooms = data.group as readonly string[];
        for (const one of membersOf(player)) if (one !== player && !rooms.includes(one.room)) leave(one);
        for (const one of all.values())
          if (rooms.includes(one.room) && Date.now() >= one.inHandUntil) join(one, player);
        return changed();
      }
      player.report(event, data.room === undefined ? data : { ...data, room: player.room });
      if (event === 'volume') player.volume = data.volume as number;
      if (event === 'playback') {
        clearTimeout(player.playing?.timer);
        player.playing = data.transport === 'playing' ? livedOf(data, speed) : undefined;
      }
      if (LED.includes(event)) changed();
    },
    follow(tell) {
      followers.add(tell);
      return () => followers.delete(tell);
    },
    stop() {
      for (const { playing } of all.values()) clearTimeout(playing?.timer);
      followers.clear();
    },
  };
}

function playerOf({ serial, room, kind, report }: Product & { report: Report }, by: Chance): Player {
  const volume = by.between(12, 35);
  const player = { serial, room, kind, report, volume, playing: undefined, inHandUntil: 0 };
  return Object.assign(player, { leader: player as unknown as Player });
}

function seen(leader: Player, members: readonly Player[]): Group {
  const { playing } = leader;
  const track = playing?.tracks[playing.index];
  const music = playing && musicOf(track?.album ?? playing.container.container);
  return {
    leader: leader.serial,
    players: [leader, ...members.filter((one) => one !== leader)].map(({ serial, room, kind, volume }) => ({
      serial,
      room,
      volume,
      productType: KINDS[kind].productType,
    })),
    transport: playing?.transport ?? 'stopped',
    ...(music !== undefined && { music: { ...music, title: track?.track ?? music.name } }),
    hasNext: hasNext(leader),
  };
}

const hasNext = ({ playing }: Player): boolean => playing !== undefined && playing.index + 1 < playing.tracks.length;

const musicOf = (name: string): Music | undefined => MUSIC.find((one) => one.name === name);

/** Whole seconds heard of what plays. */
function heardOf({ transport, heard, since, rate, tracks, index }: Playing): number {
  const more = transport === 'playing' ? ((Date.now() - since) / 1_000) * rate : 0;
  return Math.round(Math.min(heard + more, tracks[index]?.trackDuration ?? Number.POSITIVE_INFINITY));
}

/** What a life put on, so that somebody can take it in hand from there. */
function livedOf(data: Happening['data'], rate: number): Playing {
  const { container = '', containerKind = 'station', service = '', album, trackNumber = 1 } = data;
  return {
    tracks: ALBUMS.find(([first]) => first?.album === album) ?? [],
    index: Number(trackNumber) - 1,
    container: { container: String(container), containerKind: String(containerKind) },
    service: String(service),
    transport: 'playing',
    heard: 0,
    since: Date.now(),
    rate,
  };
}
