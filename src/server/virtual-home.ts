/**
 * The players of a demo household, standing in this process. Real ones are spoken to by their app over the home's own network, and the
 * service hears of that only what they say of themselves.
 */
import type { ServerResponse } from 'node:http';
import type { Person } from '../people/session.ts';
import { createChangeStreams } from './change-streams.ts';
import type { App } from './http.ts';
import type { World } from './world.ts';

export interface VirtualHome {
  readonly systemId: string;
  readonly players: VirtualPlayers;
}

export interface VirtualPlayers {
  /** What there is to put on. */
  readonly music: readonly Music[];
  look(): readonly Group[];
  /** Does as it is told; `false` where there is no such player, or nothing of that name. */
  obey(command: Command): boolean;
  /** Tells of every change; returns how to end that. */
  follow(changed: () => void): () => void;
}

export interface Music {
  readonly name: string;
  readonly by?: string;
  readonly kind: 'album' | 'station';
}

export interface Group {
  /** A serial number, as those of commands are. */
  readonly leader: string;
  readonly players: readonly {
    readonly serial: string;
    readonly room: string;
    readonly productType: string;
    /** Percent. */
    readonly volume: number;
  }[];
  readonly transport: 'playing' | 'paused' | 'stopped';
  readonly music?: Music & { readonly title: string };
  readonly hasNext: boolean;
}

export type Command =
  | { readonly command: 'play'; readonly player: string; readonly music?: string | undefined }
  | { readonly command: 'pause' | 'next' | 'leave'; readonly player: string }
  | { readonly command: 'volume'; readonly player: string; readonly volume: number }
  | { readonly command: 'join'; readonly player: string; readonly with: string }
  | { readonly command: 'name'; readonly player: string; readonly room: string };

/** Streams that tell somebody to look again at what plays. */
export function streamPlayers(app: App, { people }: World) {
  const streams = createChangeStreams(app);
  return {
    open: (response: ServerResponse, token: string, { subject }: Person, players: VirtualPlayers): Promise<void> =>
      streams.open(response, subject, {
        isStill: async () => (await people.personOf(token)) !== undefined,
        follow: async (changed) => players.follow(changed),
        says: () => 'event: changed\ndata: {}\n\n',
      }),
  };
}
