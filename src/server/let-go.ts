/** How a service that stops lets go of its connections. */
import type { Socket } from 'node:net';
import type { App } from './http.ts';

/** Milliseconds that requests under way have to come to their end. */
const GRACE = 5_000;

/**
 * Once the service closes: connections on which nothing was ever asked end at once, and all others when their request is
 * answered, or after `GRACE`. Node itself ends those that are idle between requests, but counts one that has not asked
 * anything yet as busy, for a minute; browsers and `fetch` open such connections for later use.
 */
export function letGo(app: App, isTls: boolean): void {
  const unused = new Set<Socket>();
  app.server.on(isTls ? 'secureConnection' : 'connection', (socket: Socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  app.server.on('request', ({ socket }) => unused.delete(socket));
  app.addHook('preClose', async () => {
    for (const socket of unused) socket.destroy();
    const impatient = setTimeout(() => app.server.closeAllConnections(), GRACE);
    app.server.once('close', () => clearTimeout(impatient));
  });
}
