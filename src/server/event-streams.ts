/** Streams of server-sent events: how one begins, is kept alive and ends, whatever it tells. */
import type { ServerResponse } from 'node:http';
import type { App } from './http.ts';

/** Milliseconds between signs of life. At each whoever listens is looked at again, so that no revoked one is served for longer. */
const ALIVE_EVERY = 15_000;
/** Streams of one listener: what it left behind at a lost connection, and one. For another the oldest ends. */
const MOST_OF_ONE = 4;

export interface EventStreams {
  /** Whether the service is about to stop: nothing more is told. */
  readonly isStopping: boolean;
  /**
   * Begins a stream to a listener, and returns the way to end it. `stop` is called once it ends: when the listener leaves,
   * the service stops, or one of them has more streams than it needs.
   */
  begin(response: ServerResponse, listener: string, on: { alive: () => void; stop: () => void }): () => void;
}

export function createEventStreams(app: App): EventStreams {
  const open = new Set<() => void>();
  const ofListener = new Map<string, Set<() => void>>();
  let isStopping = false;
  app.addHook('preClose', async () => {
    isStopping = true;
    for (const end of open) end();
  });

  return {
    get isStopping() {
      return isStopping;
    },
    begin(response, listener, { alive, stop }) {
      const others = ofListener.get(listener) ?? new Set();
      const end = () => {
        // It is ended once: the closing that follows from it would do it again.
        if (!open.delete(end)) return;
        clearInterval(timer);
        stop();
        others.delete(end);
        if (others.size === 0 && ofListener.get(listener) === others) ofListener.delete(listener);
        if (!response.writableEnded) response.end();
      };
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      const timer = setInterval(alive, ALIVE_EVERY);
      open.add(end);
      ofListener.set(listener, others.add(end));
      if (others.size > MOST_OF_ONE) [...others][0]!();
      response.once('close', end);
      // Who left while it was looked up who they are has closed it already, and of that nobody is told again.
      if (isStopping || response.destroyed) queueMicrotask(end);
      return end;
    },
  };
}
