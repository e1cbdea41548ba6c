/** A streaming history as Spotify hands it out to its listeners. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, enter, isRecord, leavesOfJson } from './leaf.ts';
import { serviceOf } from './service.ts';

const PLAYED: Dictionary = { ms_played: { field: 'listenedFor' }, skipped: { field: 'skipped' } };
const TRACK: Dictionary = {
  ...PLAYED,
  master_metadata_track_name: { field: 'track' },
  master_metadata_album_artist_name: { field: 'artist' },
  master_metadata_album_album_name: { field: 'album' },
};
/** Where a record is of an episode, its fields of a track say nothing. */
const EPISODE: Dictionary = {
  ...PLAYED,
  episode_name: { field: 'track' },
  episode_show_name: { field: 'container' },
};

export const streamingHistory: CaptureKind = {
  name: 'streaming history',
  touchpoint: 'app',
  readJson(record) {
    if (!isRecord(record) || !('ts' in record) || !('ms_played' in record)) return undefined;
    const { ts, ...rest } = record;
    const draft = new Draft('playback', String(ts));
    const isEpisode = typeof record.episode_name === 'string' && record.master_metadata_track_name === null;
    for (const leaf of leavesOfJson(rest)) enter(draft, leaf, isEpisode ? EPISODE : TRACK);
    draft.infer('service', serviceOf(record.spotify_track_uri) ?? serviceOf(record.spotify_episode_uri));
    return [draft];
  },
};
