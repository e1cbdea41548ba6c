/** A player tells how it is set: `LastChange` of its rendering, that of a subwoofer too. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Variables, variablesOfJson, variablesOfXml } from './last-change.ts';
import { type Dictionary, enter } from './leaf.ts';
import { flag, whole } from './values.ts';

/** The one volume a person sets is the master's; the two channels differ by the balance. */
const VOLUME: Dictionary = {
  'volume.master': { field: 'volume', read: whole },
  volume: { field: 'volume', read: whole },
  'mute.master': { field: 'muted', read: flag },
  mute: { field: 'muted', read: flag },
};
const SETTINGS: Dictionary = {
  bass: { field: 'bass', read: whole },
  treble: { field: 'treble', read: whole },
  loudness: { field: 'loudness', read: flag },
  'loudness.master': { field: 'loudness', read: flag },
  nightmode: { field: 'nightMode', read: flag },
  dialoglevel: { field: 'dialogLevel', read: whole },
  outputfixed: { field: 'outputFixed', read: flag },
  subenabled: { field: 'subEnabled', read: flag },
  subgain: { field: 'subGain', read: whole },
  subcrossover: { field: 'subCrossover', read: whole },
  subpolarity: { field: 'subPolarity', read: flag },
  surroundenabled: { field: 'surroundEnabled', read: flag },
};

export const renderingChange: CaptureKind = {
  name: 'rendering change',
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
  const volume = new Draft('volume', at);
  const settings = new Draft('system-status', at);
  const values = new Map<string, unknown>();
  for (const leaf of variables) {
    const key = leaf.name.toLowerCase();
    values.set(key, whole(leaf.value));
    if (Object.hasOwn(VOLUME, key)) enter(volume, leaf, VOLUME);
    else enter(settings, leaf, SETTINGS);
  }
  const [left, right] = [values.get('volume.lf'), values.get('volume.rf')];
  if (typeof left === 'number' && typeof right === 'number') settings.infer('balance', right - left);
  return [volume, settings].filter((draft) => !draft.isEmpty);
}
