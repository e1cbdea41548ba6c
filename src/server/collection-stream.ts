/** Streams of what is collected: whoever of the staff looks on sees each change within seconds, and a stop at once. */
import type { ServerResponse } from 'node:http';
import type { StaffMember } from '../people/staff/staff.ts';
import { createChangeStreams } from './change-streams.ts';
import type { App } from './http.ts';
import type { World } from './world.ts';

/** Milliseconds between looks: one for all who look on, and none while nobody does. */
const EVERY = 2_000;

/** `look` is what is told, but for its moment `at`. */
export function streamCollection(
  app: App,
  { people, gate }: Pick<World, 'people' | 'gate'>,
  look: () => Promise<{ readonly at: string }>,
) {
  const streams = createChangeStreams(app);
  const listeners = new Set<() => void>();
  let latest = { at: '' };
  let stopLooking = () => {};
  let isAtIt = false;

  async function lookAgain(): Promise<void> {
    if (isAtIt) return;
    isAtIt = true;
    try {
      const next = await look();
      const hasChanged = JSON.stringify({ ...next, at: '' }) !== JSON.stringify({ ...latest, at: '' });
      latest = next;
      if (hasChanged) for (const changed of listeners) changed();
    } catch {
      // What can't be counted now is counted the next time.
    } finally {
      isAtIt = false;
    }
  }

  function begin(): () => void {
    const timer = setInterval(() => void lookAgain(), EVERY);
    const leave = gate.onVersion(() => void lookAgain());
    return () => {
      clearInterval(timer);
      leave();
    };
  }

  return {
    open: (response: ServerResponse, token: string, { staff }: StaffMember): Promise<void> =>
      streams.open(response, staff, {
        // That a page is left open is no use of a session.
        isStill: async () => (await people.staffOf(token, 'looks on')) !== undefined,
        async follow(changed) {
          if (listeners.size === 0) stopLooking = begin();
          listeners.add(changed);
          // What changed between their first look and now they were not told.
          void lookAgain().then(() => latest.at !== '' && changed());
          return () => {
            if (listeners.delete(changed) && listeners.size === 0) stopLooking();
          };
        },
        says: () => `event: look\ndata: ${JSON.stringify(latest)}\n\n`,
      }),
  };
}
