/** What is playing and how far it is, as a player answers when asked. */
import { enterTrack } from './didl.ts';
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, enter, isRecord, leavesOfJson } from './leaf.ts';
import { serviceOf } from './service.ts';
import { seconds, whole } from './values.ts';

const NAMES: Dictionary = {
  track: { field: 'trackNumber', read: whole },
  trackduration: { field: 'trackDuration', read: seconds },
  reltime: { field: 'elapsed', read: seconds },
};

/** `{ Track, TrackMetaData, TrackURI, RelTime … }`, alone or as the `input` of something that was made of it. */
export const nowPlaying: CaptureKind = {
  name: 'now playing',
  touchpoint: 'product',
  readJson(record, at) {
    if (!isRecord(record)) return undefined;
    const { input = record, ...beside } = record;
    if (!isRecord(input) || !('TrackMetaData' in input) || !('TrackURI' in input)) return undefined;
    const draft = new Draft('playback', at);
    for (const [name, value] of Object.entries(input)) {
      if (name === 'TrackMetaData' && enterTrack(draft, `${name}.`, value)) continue;
      for (const leaf of leavesOfJson(value, name)) enter(draft, leaf, NAMES);
    }
    draft.infer('service', serviceOf(input.TrackURI));
    // What was made of the report repeats it, and is no report.
    if (input !== record) for (const { name, value } of leavesOfJson(beside)) if (name !== '') draft.keep(name, value);
    return [draft];
  },
};
