/** Listening history as ListenBrainz takes it in, a line a listen: https://listenbrainz.readthedocs.io/en/latest/users/json.html */
import type { Item } from '../../gate/gate.ts';
import type { Statement } from '../../statement/statement.ts';

/** Categories that say which track of which artist was played. */
export const listenedIn = ({ words }: Statement, categories: readonly string[]): string[] =>
  categories.filter((name) => {
    const fields = words.data[name]?.fields ?? {};
    return Object.hasOwn(fields, 'track') && Object.hasOwn(fields, 'artist');
  });

/** A listen, if an item is one: something with a track and an artist that was not pausing or ending. */
export function listenOf({ at, data }: Pick<Item, 'at' | 'data'>): object | undefined {
  const { track, artist, album, service, transport, trackDuration } = data;
  if (typeof track !== 'string' || typeof artist !== 'string') return undefined;
  if (typeof transport === 'string' && transport !== 'playing') return undefined;
  return {
    listened_at: Math.floor(at / 1000),
    track_metadata: {
      track_name: track,
      artist_name: artist,
      ...(typeof album === 'string' && { release_name: album }),
      additional_info: {
        submission_client: 'sotto',
        ...(typeof service === 'string' && { music_service_name: service }),
        ...(typeof trackDuration === 'number' && { duration_ms: Math.round(trackDuration * 1000) }),
      },
    },
  };
}
