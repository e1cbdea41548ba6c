/** Streams that tell a person to look again: a choice of theirs was made elsewhere, or a product has confirmed one. */
import type { ServerResponse } from 'node:http';
import type { Person } from '../people/session.ts';
import { createChangeStreams } from './change-streams.ts';
import type { App } from './http.ts';
import type { World } from './world.ts';

export function streamStanding(app: App, { people }: World) {
  const streams = createChangeStreams(app);
  return {
    open: (response: ServerResponse, token: string, { subject }: Person): Promise<void> =>
      streams.open(response, subject, {
        isStill: async () => (await people.personOf(token)) !== undefined,
        follow: (changed) => people.followStanding(subject, changed),
        says: () => 'event: changed\ndata: {}\n\n',
      }),
  };
}
