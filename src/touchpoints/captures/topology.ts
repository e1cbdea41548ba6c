/** Which products are in a home, and which play together: a player's view of all of them. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { type Dictionary, each, enter, isRecord, type Leaf, leavesOfJson } from './leaf.ts';
import { flag, whole, word } from './values.ts';
import { type Element, find, isXml, leavesOfXml, localName, outermost, parseInner, textOf } from './xml.ts';

interface Group {
  readonly leaves: readonly Leaf[];
  /** The products in it, those without a room of their own (surrounds, subwoofer) too. */
  readonly products: readonly (readonly Leaf[])[];
}

const GROUP: Dictionary = { coordinator: { field: 'coordinator' } };
const PRODUCT: Dictionary = {
  zonename: { field: 'room' },
  softwareversion: { field: 'softwareVersion' },
  wifienabled: { field: 'wifiEnabled', read: flag },
  channelfreq: { field: 'wifiChannel', read: whole },
  ethlink: { field: 'wired', read: flag },
  // What the other numbers stand for differs by model and is published nowhere.
  orientation: { field: 'orientation', read: word({ '-1': 'unknown' }) },
};
const CHANNELS: { readonly [channels: string]: string } = {
  'LF,LF': 'left',
  'RF,RF': 'right',
  'LF,RF': 'both',
  SW: 'sub',
  'SW,SW': 'sub',
  LR: 'surround-left',
  RR: 'surround-right',
};

export const topology: CaptureKind = {
  name: 'topology',
  touchpoint: 'product',
  readXml(root, at) {
    const found = zoneGroupsIn(root);
    if (found === undefined || found === 'malformed') return found;
    const drafts = found.groups.flatMap((group) => read(groupOfXml(group), at));
    // What stands beside the groups belongs to none of them, and has no name in the statement.
    const beside = new Draft('ZoneGroupState', at);
    for (const { name, value } of found.beside) beside.keep(name, value);
    return beside.isEmpty ? drafts : [...drafts, beside];
  },
  readJson: (record, at) =>
    isRecord(record) && String(record.$name).toLowerCase() === 'zonegroup' ? read(groupOfJson(record), at) : undefined,
};

/** The groups, which may stand one or two texts deep, and the leaves around them. */
interface Found {
  readonly groups: readonly Element[];
  readonly beside: readonly Leaf[];
}

function zoneGroupsIn(root: Element): Found | 'malformed' | undefined {
  if (find(root, 'ZoneGroups')) {
    return { groups: outermost(root, isGroup), beside: leavesOfXml(root, '', isGroup) };
  }
  const state = find(root, 'ZoneGroupState');
  if (!state || !isXml(textOf(state))) return undefined;
  const inner = parseInner(textOf(state));
  const found = inner ? zoneGroupsIn(inner) : 'malformed';
  if (found === undefined || found === 'malformed') return found;
  return { ...found, beside: [...found.beside, ...leavesOfXml(root, '', (child) => child === state)] };
}

const isGroup = (element: Element) => localName(element) === 'ZoneGroup';
const isProduct = (element: Element) => ['ZoneGroupMember', 'Satellite'].includes(localName(element));

function groupOfXml(group: Element): Group {
  const productsIn = (element: Element): (readonly Leaf[])[] =>
    outermost(element, isProduct).flatMap((product) => [
      leavesOfXml(product, '', isProduct).map(bare),
      ...productsIn(product),
    ]);
  return { leaves: leavesOfXml(group, '', isProduct).map(bare), products: productsIn(group) };
}

function groupOfJson({ $name: _, $attrs, zonegroupmember, ...rest }: { readonly [name: string]: unknown }): Group {
  const productsIn = (members: unknown): (readonly Leaf[])[] =>
    each(members).flatMap((member) => {
      if (!isRecord(member)) return [leavesOfJson(member, 'zonegroupmember')];
      const { satellite, ...own } = member;
      return [leavesOfJson(own), ...productsIn(satellite)];
    });
  const leaves = [...($attrs === undefined ? [] : leavesOfJson($attrs)), ...Object.entries(rest).flatMap(fromEntry)];
  return { leaves, products: productsIn(zonegroupmember) };
}

const fromEntry = ([name, value]: readonly [string, unknown]) => leavesOfJson(value, name);
const bare = ({ name, value }: Leaf): Leaf => ({ name: name.replace(/^@/, ''), value });

function read({ leaves, products }: Group, at: string): Draft[] {
  const grouping = new Draft('grouping', at);
  for (const leaf of leaves) enter(grouping, leaf, GROUP);
  grouping.infer(
    'group',
    products.flatMap((product) => valuesNamed(product, 'uuid')),
  );
  return [grouping, ...products.map((product) => statusOf(product, at))];
}

/** A product's state. Its id stands in the group; of the channels of all, its own are read. */
function statusOf(product: readonly Leaf[], at: string): Draft {
  const status = new Draft('system-status', at);
  const [id] = valuesNamed(product, 'uuid');
  for (const leaf of product) {
    const key = leaf.name.toLowerCase();
    if (key === 'uuid') continue;
    enter(status, leaf, PRODUCT);
    if (key !== 'channelmapset' && key !== 'htsatchanmapset') continue;
    const own = channelOf(leaf.value, id);
    status.infer('channel', own);
    if (key === 'channelmapset' && (own === 'left' || own === 'right')) status.infer('stereoPair', true);
  }
  return status;
}

/** `RINCON_A:LF,LF;RINCON_B:RF,RF` → the channel of one of them. */
function channelOf(map: unknown, id: unknown): string | undefined {
  const own = String(map)
    .split(';')
    .find((one) => one.startsWith(`${String(id)}:`));
  const channels = own?.slice(own.lastIndexOf(':') + 1) ?? '';
  return Object.hasOwn(CHANNELS, channels) ? CHANNELS[channels] : undefined;
}

const valuesNamed = (leaves: readonly Leaf[], name: string): unknown[] =>
  leaves.filter((leaf) => leaf.name.toLowerCase() === name).map(({ value }) => value);
