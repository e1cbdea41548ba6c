/** Scrobbles as Pano Scrobbler exports them, a line each. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, enter, isRecord, leavesOfJson } from './leaf.ts';
import { fromMilliseconds, moment } from './values.ts';

const NAMES: Dictionary = {
  track: { field: 'track' },
  artist: { field: 'artist' },
  album: { field: 'album' },
  durationms: { field: 'trackDuration', read: fromMilliseconds },
};

export const scrobbles: CaptureKind = {
  name: 'scrobbles',
  touchpoint: 'app',
  readJson(record) {
    if (!isRecord(record) || !('timeMs' in record) || !('track' in record)) return undefined;
    const { timeMs, ...rest } = record;
    const draft = new Draft('playback', moment(timeMs, 'milliseconds'));
    for (const leaf of leavesOfJson(rest)) enter(draft, leaf, NAMES);
    return [draft];
  },
};
