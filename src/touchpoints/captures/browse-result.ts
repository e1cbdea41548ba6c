/** What a player answers when its shelves are browsed: queues, playlists, favourites. */
import { isAddress, parseDidl } from './didl.ts';
import { Draft } from './draft.ts';
import type { CaptureKind } from './kind.ts';
import { attributeOf, type Element, find, isXml, leavesOfXml, textOf } from './xml.ts';

/** Shelves by the beginning of an item's id: saved queues and favourites. */
const SHELVES: { readonly [shelf: string]: string } = { SQ: 'playlist', FV: 'favourite' };

/**
 * Playlists and favourites are declared, so each makes an event. The contents of a queue are not: they keep the name that
 * the shelf has, which the statement does not know.
 */
export const browseResult: CaptureKind = {
  name: 'queue or playlists',
  touchpoint: 'product',
  readXml(root, at) {
    const result = find(root, 'Result');
    const items = result && parseDidl(textOf(result));
    if (!items) return result && isXml(textOf(result)) ? 'malformed' : undefined;
    const around = new Draft('BrowseResponse', at);
    for (const { name, value } of leavesOfXml(root, '', (child) => child === result)) around.keep(name, value);
    const drafts = items.map((item) => read(item, at));
    return around.isEmpty ? drafts : [...drafts, around];
  },
};

function read(item: Element, at: string): Draft {
  const shelf = String(attributeOf(item, 'id')).split(':')[0] ?? '';
  const field = Object.hasOwn(SHELVES, shelf) ? SHELVES[shelf] : undefined;
  const draft = new Draft(field === undefined ? `shelf ${shelf}`.slice(0, 80) : 'favourites', at);
  for (const { name, value } of leavesOfXml(item)) {
    if (name === 'dc:title' && field !== undefined && !isAddress(value)) draft.say(field, value, name);
    else draft.keep(name, value);
  }
  return draft;
}
