/** Streams that say how something stands now, each time it has changed: for as long as whoever listens may. */
import type { ServerResponse } from 'node:http';
import { createEventStreams } from './event-streams.ts';
import type { App } from './http.ts';

export interface Changes {
  /** Whether the listener may still be told. */
  readonly isStill: () => Promise<boolean>;
  /** Begins to follow, and returns the way to stop. */
  readonly follow: (changed: () => void) => Promise<() => void>;
  /** What is said once something has changed: an event, as it stands when it is written. */
  readonly says: () => string;
}

/** Bytes that wait for somebody who reads slowly. Who has more comes again, and begins anew. */
const MOST_UNREAD = 1024 * 1024;

export function createChangeStreams(app: App) {
  const streams = createEventStreams(app);
  return {
    async open(response: ServerResponse, listener: string, { isStill, follow, says }: Changes): Promise<void> {
      let work = Promise.resolve();
      let isWaiting = false;
      let stopFollowing = () => {};
      /** INVARIANT: nothing is written before it was found that it may be. */
      const tell = (text: () => string) => {
        work = work
          .then(async () => {
            if (response.writableEnded) return;
            if (streams.isStopping || response.writableLength > MOST_UNREAD || !(await isStill())) return end();
            response.write(text());
          })
          .catch(end);
      };
      // However much changes while one is being told, it is told once more.
      const changed = () => {
        if (isWaiting) return;
        isWaiting = true;
        tell(() => {
          isWaiting = false;
          return says();
        });
      };
      const end = streams.begin(response, listener, {
        alive: () => tell(() => ': alive\n\n'),
        stop: () => stopFollowing(),
      });
      try {
        const stop = await follow(changed);
        if (response.writableEnded || response.destroyed) stop();
        else stopFollowing = stop;
      } catch {
        return end();
      }
      tell(() => ': following\n\n');
    },
  };
}
