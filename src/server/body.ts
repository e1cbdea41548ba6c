/** Bodies: JSON in UTF-8, plain or gzip, bounded in size and depth. */
import { createGunzip } from 'node:zlib';
import type { App } from './http.ts';
import { Problem } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The text that the body was read from, unpacked; empty for a request without one. */
    text: string;
  }
}

/** Bytes of a body as sent, and as unpacked. */
export const LARGEST_BODY = 1024 * 1024;
const DEEPEST = 16;

export function readBodies(app: App): void {
  app.removeAllContentTypeParsers();
  app.decorateRequest('text', '');
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: LARGEST_BODY },
    (request, text, done) => {
      request.text = text as string;
      parse(request, request.text, (error, body) =>
        isDeeper(body, DEEPEST) ? done(new Problem('nested-too-deep')) : done(error, body),
      );
    },
  );

  app.addHook('preParsing', async (request, reply, payload) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity') return payload;
    if (encoding !== 'gzip') throw new Problem('unsupported-media-type');
    const unpacked = createGunzip();
    // The limit counts what comes out, the length that was announced what goes in. What nobody reads is not unpacked.
    Object.defineProperty(unpacked, 'receivedEncodedLength', { get: () => unpacked.bytesWritten });
    reply.raw.once('close', () => unpacked.destroy());
    payload.once('error', (error) => unpacked.destroy(error));
    return payload.pipe(unpacked);
  });
}

/** Whether lists and objects are nested deeper than this. Goes no deeper itself; that JSON is read at all takes no stack. */
function isDeeper(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (most === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeper(item, most - 1));
  for (const name in value) if (isDeeper((value as { [name: string]: unknown })[name], most - 1)) return true;
  return false;
}
