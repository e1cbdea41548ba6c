/** Streams of directives: a connected product hears of a change of choice within a second, whichever process made it. */
import type { ServerResponse } from 'node:http';
import type { Product } from '../people/product.ts';
import { createEventStreams } from './event-streams.ts';
import type { App } from './http.ts';
import { speakingFor } from './speaking-for.ts';
import type { World } from './world.ts';

/** A directive is sent again when half of its day is over. */
const RENEWED_BEFORE = 12 * 60 * 60_000;
/** Bytes that a peer who does not read may leave with us. */
const MOST_UNREAD = 64 * 1024;

export function streamDirectives(app: App, { gate, people, clock }: World) {
  const streams = createEventStreams(app);

  return {
    /** Streams to a product until it leaves, is revoked, or the service stops. */
    async open(response: ServerResponse, token: string, product: Product): Promise<void> {
      const { household, touchpoint, facts } = speakingFor(product);
      let told: { readonly until: number; readonly allowed: string } | undefined;
      let work = Promise.resolve();

      const tell = async (comment: string) => {
        if (response.writableEnded) return;
        const stands = await people.productOf(token);
        const directive = typeof stands === 'string' ? undefined : await gate.directive(household, touchpoint, facts);
        if (directive === undefined || streams.isStopping || response.writableLength > MOST_UNREAD) return end();
        const { until, ...allows } = directive;
        const allowed = JSON.stringify(allows);
        const isNew = told === undefined || told.allowed !== allowed || told.until - clock() < RENEWED_BEFORE;
        if (!isNew) return void (comment && response.write(comment));
        told = { until: Date.parse(until), allowed };
        response.write(`event: directive\ndata: ${JSON.stringify(directive)}\n\n`);
      };
      // One after another, or an older directive could overtake a newer. Where the data can't be reached the stream ends,
      // and the product asks again.
      const then = (comment = '') => {
        work = work.then(() => tell(comment)).catch(end);
      };

      const end = streams.begin(response, product.id, {
        alive: () => then(': alive\n\n'),
        stop: () => {
          for (const stop of stopListening) stop();
        },
      });
      const stopListening = [gate.onStanding(household, () => then()), gate.onVersion(() => then())];
      then();
      await work;
    },
  };
}
