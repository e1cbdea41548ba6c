/** Streams that tell a person to look again: a choice of theirs was made elsewhere, or a product has confirmed one. */
import type { ServerResponse } from 'node:http';
import type { Person } from '../people/session.ts';
import { createEventStreams } from './event-streams.ts';
import type { App } from './http.ts';
import type { World } from './world.ts';

export function streamStanding(app: App, { people }: World) {
  const streams = createEventStreams(app);
  return {
    async open(response: ServerResponse, token: string, person: Person): Promise<void> {
      let work = Promise.resolve();
      let isWaiting = false;
      let stopFollowing = () => {};
      const tell = (text: string) => {
        work = work
          .then(async () => {
            isWaiting = false;
            if (response.writableEnded) return;
            if (streams.isStopping || (await people.personOf(token)) === undefined) return end();
            response.write(text);
          })
          .catch(end);
      };
      // However much changes while one is being told, it is told once more.
      const changed = () => {
        if (isWaiting) return;
        isWaiting = true;
        tell('event: changed\ndata: {}\n\n');
      };
      const end = streams.begin(response, person.subject, {
        alive: () => tell(': alive\n\n'),
        stop: () => stopFollowing(),
      });
      try {
        const stop = await people.followStanding(person.subject, changed);
        if (response.writableEnded || response.destroyed) stop();
        else stopFollowing = stop;
      } catch {
        return end();
      }
      tell(': following\n\n');
    },
  };
}
