/** A player tells what it plays: `LastChange` of its transport. */
import { enterContainer, enterTrack, enterUnnamed } from './didl.ts';
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Variables, variablesOfJson, variablesOfXml } from './last-change.ts';
import { type Dictionary, enter } from './leaf.ts';
import { serviceOf } from './service.ts';
import { flag, seconds, whole, word } from './values.ts';

const TRANSPORT = word({
  PLAYING: 'playing',
  PAUSED_PLAYBACK: 'paused',
  STOPPED: 'stopped',
  TRANSITIONING: 'transitioning',
});
const PLAY_MODE = word({
  NORMAL: 'normal',
  REPEAT_ALL: 'repeat-all',
  REPEAT_ONE: 'repeat-one',
  SHUFFLE: 'shuffle',
  SHUFFLE_NOREPEAT: 'shuffle-no-repeat',
  SHUFFLE_REPEAT_ONE: 'shuffle-repeat-one',
});

const NAMES: Dictionary = {
  transportstate: { field: 'transport', read: TRANSPORT },
  currentplaymode: { field: 'playMode', read: PLAY_MODE },
  currentcrossfademode: { field: 'crossfade', read: flag },
  numberoftracks: { field: 'queueLength', read: whole },
  currenttrack: { field: 'trackNumber', read: whole },
  currenttrackduration: { field: 'trackDuration', read: seconds },
};
/** Where a sound comes from: what the person chose before what it turned into. */
const ADDRESSES = ['r:enqueuedtransporturi', 'avtransporturi', 'currenttrackuri'];

export const transportChange: CaptureKind = {
  name: 'transport change',
  touchpoint: 'product',
  readXml(root, at) {
    const variables = variablesOfXml(root);
    return Array.isArray(variables) ? read(variables, at) : variables;
  },
  readJson(record, at) {
    const variables = variablesOfJson(record);
    return variables && read(variables, at);
  },
};

function read(variables: Variables, at: string): Draft[] | undefined {
  const values = new Map(variables.map(({ name, value }) => [name.toLowerCase(), value]));
  if (!values.has('transportstate') && !values.has('currenttrackuri')) return undefined;
  const draft = new Draft('playback', at);
  for (const leaf of variables) {
    const prefix = `${leaf.name}.`;
    const isEntered =
      leaf.name.toLowerCase() === 'currenttrackmetadata'
        ? enterTrack(draft, prefix, leaf.value)
        : leaf.name.toLowerCase() === 'r:enqueuedtransporturimetadata'
          ? enterContainer(draft, prefix, leaf.value)
          : enterUnnamed(draft, prefix, leaf.value);
    if (!isEntered) enter(draft, leaf, NAMES);
  }
  for (const name of ADDRESSES) draft.infer('service', serviceOf(values.get(name)));
  return [draft];
}
