/** `LastChange`: how a player tells its network what has changed, as it sends it, or as JSON made from that. */
import { isRecord, type Leaf, leavesOfJson } from './leaf.ts';
import { attributeOf, type Element, find, isXml, leavesOfXml, parseInner, textOf } from './xml.ts';

/** A state variable; one of several channels has the channel in its name: `Volume.LF`. */
export type Variables = Leaf[];

/** The variables of a notification and what stands beside them; `undefined` if it has no `LastChange` that can be read. */
export function variablesOfXml(root: Element): Variables | 'malformed' | undefined {
  const change = find(root, 'LastChange');
  const event = change ? parseInner(textOf(change)) : root;
  const instance = event && find(event, 'InstanceID');
  if (!instance) return change && isXml(textOf(change)) ? 'malformed' : undefined;
  const except = (taken: Element) => (child: Element) => child === taken;
  return [
    ...instance.attributes.map(({ value }) => ({ name: instance.name, value })),
    ...instance.texts.map((value) => ({ name: `${instance.name}#text`, value })),
    ...instance.children.flatMap((child) => {
      const name = named(child.name, attributeOf(child, 'channel'));
      return leavesOfXml(child, child.name)
        .filter((leaf) => leaf.name.toLowerCase() !== `${child.name}@channel`.toLowerCase())
        .map((leaf) => (leaf.name === `${child.name}@val` ? { name, value: leaf.value } : leaf));
    }),
    ...leavesOfXml(event, '', except(instance)),
    ...(change ? leavesOfXml(root, '', except(change)) : []),
  ];
}

/** The variables of `{ "$name": "instanceid", "$attrs": …, "volume": [{ "channel": "LF", "val": "100" }] }`. */
export function variablesOfJson(record: unknown): Variables | undefined {
  if (!isRecord(record) || String(record.$name).toLowerCase() !== 'instanceid') return undefined;
  return Object.entries(record).flatMap(([name, value]) => {
    if (name === '$name') return [];
    if (name === '$attrs') return leavesOfJson(value).map((leaf) => ({ name: 'instanceid', value: leaf.value }));
    return (Array.isArray(value) && value.length > 0 ? value : [value]).flatMap((one: unknown) => {
      if (!isRecord(one) || !Object.hasOwn(one, 'val')) return leavesOfJson(one, name);
      const { val, channel, ...rest } = one;
      return [
        ...leavesOfJson(val, named(name, channel)),
        ...Object.entries(rest).flatMap(([key, more]) => leavesOfJson(more, `${name}.${key}`)),
      ];
    });
  });
}

const named = (name: string, channel: unknown) => (channel === undefined ? name : `${name}.${String(channel)}`);
