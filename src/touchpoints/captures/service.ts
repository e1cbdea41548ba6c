/** Which service or source a sound comes from, read from its address. */

/** Numbers that players know services by. Public: each player lists them to anyone on its network. */
const BY_NUMBER: { readonly [sid: string]: string } = {
  2: 'deezer',
  9: 'spotify',
  31: 'qobuz',
  151: 'google-play-music',
  160: 'soundcloud',
  174: 'tidal',
  181: 'mixcloud',
  203: 'napster',
  204: 'apple-music',
  212: 'plex',
  236: 'pandora',
  239: 'audible',
  254: 'tunein',
  284: 'youtube-music',
  300: 'juke',
  303: 'sonos-radio',
  308: 'radio-paradise',
};

const BY_SCHEME: { readonly [scheme: string]: string } = {
  spotify: 'spotify',
  aac: 'internet-radio',
  'hls-radio': 'internet-radio',
  'x-rincon-mp3radio': 'internet-radio',
  'x-file-cifs': 'library',
  'x-smb': 'library',
  'x-rincon-playlist': 'library',
  'x-rincon-stream': 'line-in',
  'x-sonos-htastream': 'tv',
};

const BY_SITE: { readonly [site: string]: string } = {
  'spotify.com': 'spotify',
  'deezer.com': 'deezer',
  'tidal.com': 'tidal',
  'soundcloud.com': 'soundcloud',
  'music.apple.com': 'apple-music',
  'music.youtube.com': 'youtube-music',
  'pandora.com': 'pandora',
  'napster.com': 'napster',
  'qobuz.com': 'qobuz',
};

/**
 * The service of an address such as `x-sonosapi-stream:s1?sid=254&sn=0`: by the number in it, else by its scheme. A
 * number that is not in the table is some other service; an address that says neither gives `undefined`.
 */
export function serviceOf(address: unknown): string | undefined {
  if (typeof address !== 'string') return undefined;
  const sid = /[?&;]sid=(\d{1,6})(?!\d)/.exec(address)?.[1];
  if (sid !== undefined) return Object.hasOwn(BY_NUMBER, sid) ? BY_NUMBER[sid] : 'other-service';
  if (/^x-sonos-vli:[^,]*,airplay:/.test(address)) return 'airplay';
  const scheme = /^([a-z][a-z0-9+.-]{1,30}):/i.exec(address)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(BY_SCHEME, scheme) ? BY_SCHEME[scheme] : undefined;
}

/** A service by the site that a history names: `spotify.com`. A site that is not in the table stays as it is. */
export const serviceOfSite = (site: unknown): unknown =>
  typeof site === 'string' && Object.hasOwn(BY_SITE, site) ? BY_SITE[site] : site;
