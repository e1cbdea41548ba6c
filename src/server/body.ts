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
      if (isDeeper(text as string, DEEPEST)) return done(new Problem('nested-too-deep'));
      request.text = text as string;
      parse(request, request.text, done);
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

/** Whether lists and objects are nested deeper than this, found without building them. */
export function isDeeper(json: string, most: number): boolean {
  let depth = 0;
  let isText = false;
  for (let k = 0; k < json.length; k += 1) {
    const code = json.charCodeAt(k);
    if (isText) {
      if (code === BACKSLASH) k += 1;
      else if (code === QUOTE) isText = false;
    } else if (code === QUOTE) isText = true;
    else if (code === BRACE || code === BRACKET) {
      depth += 1;
      if (depth > most) return true;
    } else if (code === BRACE_END || code === BRACKET_END) depth -= 1;
  }
  return false;
}

const [QUOTE, BACKSLASH, BRACE, BRACE_END, BRACKET, BRACKET_END] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];
