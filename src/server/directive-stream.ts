/** Streams of directives: a connected product hears of a change of choice within a second, whichever process made it. */
import type { ServerResponse } from 'node:http';
import type { Product } from '../people/product.ts';
import type { App } from './http.ts';
import { speakingFor } from './speaking-for.ts';
import type { World } from './world.ts';

/** Milliseconds between signs of life. At each the token is looked at again, so that no revoked one is served for longer. */
const ALIVE_EVERY = 15_000;
/** A directive is sent again when half of its day is over. */
const RENEWED_BEFORE = 12 * 60 * 60_000;
/** Bytes that a peer who does not read may leave with us. */
const MOST_UNREAD = 64 * 1024;
/** Streams of one product: what it left behind at a lost connection, and one. For another the oldest ends. */
const MOST_OF_ONE = 4;

export function streamDirectives(app: App, { gate, people, clock }: World) {
  const open = new Set<() => void>();
  const ofProduct = new Map<string, Set<() => void>>();
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
    for (const end of open) end();
  });

  return {
    /** Streams to a product until it leaves, is revoked, or the service stops. */
    async open(response: ServerResponse, token: string, product: Product): Promise<void> {
      const { household, touchpoint, facts } = speakingFor(product);
      let told: { readonly generation: number; readonly until: number; readonly events: string } | undefined;
      let work = Promise.resolve();
      const others = ofProduct.get(product.id) ?? new Set();

      const end = () => {
        clearInterval(alive);
        stopListening();
        open.delete(end);
        others.delete(end);
        if (others.size === 0 && ofProduct.get(product.id) === others) ofProduct.delete(product.id);
        if (!response.writableEnded) response.end();
      };
      const tell = async (comment: string) => {
        if (response.writableEnded) return;
        const stands = await people.productOf(token);
        const directive = typeof stands === 'string' ? undefined : await gate.directive(household, touchpoint, facts);
        if (directive === undefined || isStopping || response.writableLength > MOST_UNREAD) return end();
        const events = JSON.stringify([directive.events, directive.withheld]);
        const isNew =
          told === undefined ||
          told.generation !== directive.generation ||
          told.events !== events ||
          told.until - clock() < RENEWED_BEFORE;
        if (!isNew) return void (comment && response.write(comment));
        told = { generation: directive.generation, until: Date.parse(directive.until), events };
        response.write(`event: directive\ndata: ${JSON.stringify(directive)}\n\n`);
      };
      // One after another, or an older directive could overtake a newer. Where the data can't be reached the stream ends,
      // and the product asks again.
      const then = (comment = '') => {
        work = work.then(() => tell(comment)).catch(end);
      };

      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      const stopListening = gate.onStanding(household, () => then());
      const alive = setInterval(() => then(': alive\n\n'), ALIVE_EVERY);
      open.add(end);
      ofProduct.set(product.id, others.add(end));
      if (others.size > MOST_OF_ONE) [...others][0]!();
      response.once('close', end);
      then();
      await work;
    },
  };
}
