/** DIDL-Lite: how players describe a track, a station or a playlist, usually as XML inside another message. */
import type { Draft } from './draft.ts';
import { type Dictionary, enter, type Leaf } from './leaf.ts';
import { serviceOf } from './service.ts';
import { seconds } from './values.ts';
import { type Element, leavesOfXml, parseInner, textOf } from './xml.ts';

const TRACK = 'object.item.audioItem.musicTrack';
const CONTAINER_KINDS: { readonly [upnpClass: string]: string } = {
  'object.container.album.musicAlbum': 'album',
  'object.container.playlistContainer': 'playlist',
  'object.container.playlistContainer.sameArtist': 'playlist',
  'object.container.person.musicArtist': 'artist',
  'object.container.podcast': 'podcast',
  'object.container.audiobook': 'audiobook',
  'object.item.audioItem.audioBroadcast': 'station',
};

const TRACK_NAMES: Dictionary = {
  'dc:creator': { field: 'artist' },
  'upnp:album': { field: 'album' },
  'res@duration': { field: 'trackDuration', read: seconds },
};

/** The items and containers of a DIDL-Lite text; `undefined` if it is none, or has more in it than items. */
export function parseDidl(value: unknown): readonly Element[] | undefined {
  const document = parseInner(value);
  const [didl, ...more] = document?.children ?? [];
  const isBare = document?.texts.length === 0 && didl?.attributes.length === 0 && didl.texts.length === 0;
  return didl?.name === 'DIDL-Lite' && isBare && more.length === 0 ? didl.children : undefined;
}

/** Writes what is playing into an event; own names begin with `prefix`. False if the value is no DIDL-Lite of one item. */
export const enterTrack = (draft: Draft, prefix: string, value: unknown): boolean =>
  enterItem(value, (leaf, upnpClass) => {
    const ownName = prefix + leaf.name;
    if (leaf.name === 'dc:title') enterTitle(draft, upnpClass, ownName, leaf.value);
    else if (leaf.name === 'r:streamContent' && upnpClass !== TRACK) enterStream(draft, ownName, leaf.value);
    else if (leaf.name === 'upnp:class') enterClass(draft, upnpClass, ownName);
    else if (isAddress(leaf.value)) draft.keep(ownName, leaf.value);
    else enter(draft, leaf, TRACK_NAMES, prefix);
    if (leaf.name === 'res') draft.infer('service', serviceOf(leaf.value));
  });

/** Writes the album, playlist or station that something is part of. */
export const enterContainer = (draft: Draft, prefix: string, value: unknown): boolean =>
  enterItem(value, ({ name, value }, upnpClass) => {
    const ownName = prefix + name;
    if (name === 'dc:title' && upnpClass !== TRACK && !isAddress(value)) draft.say('container', value, ownName);
    else if (name === 'upnp:class') enterClass(draft, upnpClass, ownName);
    else draft.keep(ownName, value);
  });

/** Writes all of it under its own names: what comes next is not what is playing. */
export const enterUnnamed = (draft: Draft, prefix: string, value: unknown): boolean =>
  enterItem(value, ({ name, value }) => draft.keep(prefix + name, value));

function enterItem(value: unknown, write: (leaf: Leaf, upnpClass: string) => void): boolean {
  const items = parseDidl(value);
  if (items?.length !== 1) return false;
  for (const leaf of leavesOfXml(items[0]!)) write(leaf, classOf(items[0]!));
  return true;
}

function classOf(item: Element): string {
  const element = item.children.find(({ name }) => name === 'upnp:class');
  return element ? textOf(element) : '';
}

/** The title of a track is its name, that of a station the station's; that of a bare stream is a piece of its address. */
function enterTitle(draft: Draft, upnpClass: string, ownName: string, value: unknown): void {
  if (isAddress(value)) draft.keep(ownName, value);
  else if (upnpClass === TRACK) draft.say('track', value, ownName);
  else if (CONTAINER_KINDS[upnpClass] === 'station') draft.say('container', value, ownName);
  else draft.keep(ownName, value);
}

function enterClass(draft: Draft, upnpClass: string, ownName: string): void {
  if (Object.hasOwn(CONTAINER_KINDS, upnpClass)) draft.say('containerKind', CONTAINER_KINDS[upnpClass], ownName);
  else draft.keep(ownName, upnpClass);
}

/** What a station says is on: free text, or `TYPE=SNG|TITLE …|ARTIST …|ALBUM …`. */
function enterStream(draft: Draft, ownName: string, value: unknown): void {
  if (typeof value !== 'string' || !value.startsWith('TYPE=')) {
    if (isAddress(value)) draft.keep(ownName, value);
    else draft.say('track', value, ownName);
    return;
  }
  const [type, ...parts] = value.split('|');
  draft.keep(`${ownName}.type`, type);
  for (const part of parts) {
    const [, key = '', rest = ''] = /^([A-Z]+) ?(.*)$/s.exec(part) ?? [];
    const field = Object.hasOwn(STREAM_FIELDS, key) ? STREAM_FIELDS[key] : undefined;
    const quoted = /^text="([^"]*)"(.*)$/s.exec(rest);
    if (field === undefined || isAddress(quoted?.[1] ?? rest)) draft.keep(`${ownName}.${key || 'part'}`, part);
    else {
      draft.say(field, quoted?.[1] ?? rest, `${ownName}.${key}`);
      if (quoted?.[2]) draft.keep(`${ownName}.${key}`, quoted[2]);
    }
  }
}

const STREAM_FIELDS: { readonly [key: string]: string } = { TITLE: 'track', ARTIST: 'artist', ALBUM: 'album' };

/**
 * Whether a text is an address or a piece of one. Players show these where a stream has no title, with the household's
 * own IP addresses and its access tokens in them: that is no name of a track. Takes time linear in the text.
 */
export function isAddress(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  if (/^\S*:\/\//.test(value) || IPV4.test(value)) return true;
  if (/\s/.test(value)) return false;
  const query = value.indexOf('?');
  return /^(?:x-[\w-]+|file|https?):/i.test(value) || (query >= 0 && value.includes('=', query));
}

const IPV4 = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/;
