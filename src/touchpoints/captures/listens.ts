/** A listening history as ListenBrainz gives and takes it: `{ listened_at, track_metadata }`, alone or as a payload. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, enter, isRecord, leavesOfJson } from './leaf.ts';
import { serviceOfSite } from './service.ts';
import { fromMilliseconds, moment } from './values.ts';

const NAMES: Dictionary = {
  'track_metadata.track_name': { field: 'track' },
  'track_metadata.artist_name': { field: 'artist' },
  'track_metadata.release_name': { field: 'album' },
  'track_metadata.additional_info.duration_ms': { field: 'trackDuration', read: fromMilliseconds },
  'track_metadata.additional_info.music_service': { field: 'service', read: serviceOfSite },
};

export const listens: CaptureKind = {
  name: 'listens',
  touchpoint: 'app',
  readJson(record, at) {
    if (!isRecord(record)) return undefined;
    if (isListen(record)) return [read(record, at, {})];
    const { payload, ...envelope } = record;
    if (!Array.isArray(payload) || payload.length === 0 || !payload.every(isListen)) return undefined;
    // What stands on the envelope is said of every listen in it.
    return payload.map((listen) => read(listen, at, envelope));
  },
};

type Listen = { readonly track_metadata: unknown; readonly [name: string]: unknown };

const isListen = (value: unknown): value is Listen => isRecord(value) && isRecord(value.track_metadata);

/** `listened_at` is in seconds: what is too large for that is no moment. */
function read({ listened_at, ...listen }: Listen, now: string, envelope: { readonly [name: string]: unknown }): Draft {
  const draft = new Draft('playback', listened_at === undefined ? now : moment(listened_at, 'seconds'));
  const leaves = [listen, envelope]
    .filter((part) => Object.keys(part).length > 0)
    .flatMap((part) => leavesOfJson(part));
  for (const leaf of leaves) enter(draft, leaf, NAMES);
  return draft;
}
