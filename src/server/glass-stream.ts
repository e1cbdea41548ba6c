/** Streams of the glass: a person sees what their products send, until they leave, sign out or are gone. */
import type { ServerResponse } from 'node:http';
import type { Seen } from '../gate/glass.ts';
import type { Person } from '../people/session.ts';
import { clauseWords } from '../wording/clause-words.ts';
import { createEventStreams } from './event-streams.ts';
import type { App } from './http.ts';
import type { World } from './world.ts';

/** Bytes, and payloads, that wait for a peer who reads slowly. What comes beyond is dropped and counted. */
const MOST_UNREAD = 1024 * 1024;
const MOST_WAITING = 100;

export function streamGlass(app: App, { people, gate }: World) {
  const streams = createEventStreams(app);

  const present = ({ receivedAt, events, ...seen }: Seen, dropped: number) => {
    const { statement } = gate.compiled;
    return {
      ...seen,
      receivedAt: new Date(receivedAt).toISOString(),
      dropped,
      events: events.map((one) => ({
        ...one,
        fields: one.fields.map((field) => ({
          ...field,
          ...(field.category !== undefined && {
            says: statement.words.data[field.category]?.fields[field.field]?.says,
          }),
          ...(field.effect !== 'refused' && { clauseSays: clauseWords(statement, field.why) }),
        })),
      })),
    };
  };

  return {
    async open(response: ServerResponse, token: string, person: Person): Promise<void> {
      let work = Promise.resolve();
      let waiting = 0;
      let dropped = 0;
      let stopLooking = () => {};

      /** INVARIANT: nothing is written before the session was found to stand, after whatever came in. */
      const then = (text: () => string) => {
        waiting += 1;
        work = work
          .then(async () => {
            waiting -= 1;
            if (response.writableEnded) return;
            if (streams.isStopping || (await people.personOf(token)) === undefined) return end();
            if (!response.writableEnded) response.write(text());
          })
          .catch(end);
      };
      const see = (seen: Seen) => {
        if (waiting >= MOST_WAITING || response.writableLength > MOST_UNREAD) {
          dropped += 1;
          return;
        }
        then(() => {
          const told = JSON.stringify(present(seen, dropped));
          dropped = 0;
          return `event: payload\ndata: ${told}\n\n`;
        });
      };

      const end = streams.begin(response, person.subject, {
        alive: () => then(() => ': alive\n\n'),
        stop: () => stopLooking(),
      });
      try {
        const stop = await people.lookOn(person.subject, see, () => then(() => ''));
        if (response.writableEnded || response.destroyed) stop();
        else stopLooking = stop;
      } catch {
        return end();
      }
      then(() => ': looking\n\n');
    },
  };
}
