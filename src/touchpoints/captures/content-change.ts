/** A player tells that a queue, a playlist or a favourite has changed: counters and ids, no contents. */
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { find, leavesOfXml } from './xml.ts';

/** The statement declares what is kept in a playlist, not that something changed somewhere: an event without a name in it. */
export const contentChange: CaptureKind = {
  name: 'content change',
  touchpoint: 'product',
  readXml(root, at) {
    const properties = find(root, 'propertyset');
    if (!properties || !find(properties, 'ContainerUpdateIDs')) return undefined;
    const draft = new Draft('propertyset', at);
    for (const { name, value } of leavesOfXml(root)) draft.keep(name, value);
    return [draft];
  },
};
