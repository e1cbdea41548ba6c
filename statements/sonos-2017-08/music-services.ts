/**
 * What sound can come from: the services offered, and the sources that need no service. A closed list, so that
 * listeners can be counted by service and a name that is none is refused. The last three are made up: examples
 * and the demo household use them, so that no real company is said to do anything.
 */
export const MUSIC_SERVICES = [
  'amazon-music',
  'apple-music',
  'audible',
  'bbc-sounds',
  'deezer',
  'google-play-music',
  'iheartradio',
  'juke',
  'mixcloud',
  'napster',
  'pandora',
  'plex',
  'qobuz',
  'radio-paradise',
  'siriusxm',
  'sonos-radio',
  'soundcloud',
  'spotify',
  'subsonic',
  'tidal',
  'tunein',
  'youtube-music',
  'airplay',
  'cast',
  'internet-radio',
  'library',
  'line-in',
  'tv',
  'other-service',
  'hummingbird',
  'nightjar',
  'larkspur',
] as const;
