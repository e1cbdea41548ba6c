/** What is wrong before there is a request to route: told as any other problem, and counted. */
import type { Socket } from 'node:net';
import type { App } from './http.ts';
import { Problem, type ProblemCode } from './problems.ts';
import type { World } from './world.ts';

const CODES: { readonly [code: string]: ProblemCode } = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

/** Answers what the parser could not read, and closes. What came is neither repeated nor logged. */
export function answerUnparsed({ problems }: World) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    // Gone, or in the middle of an answer: nothing can be said any more.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.bytesWritten > 0) return void socket.destroy();
    const problem = new Problem(CODES[error.code ?? ''] ?? 'malformed-request');
    problems.count(problem.code);
    const body = JSON.stringify(problem.body());
    socket.end(
      `HTTP/1.1 ${problem.status} ${problem.code}\r\ncontent-type: application/problem+json\r\n` +
        `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
    );
  };
}

/** Node would answer these two by itself, without a word: a request that names no host, and one that expects what nobody knows. */
export function answerOdd(app: App): void {
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  app.addHook('onRequest', async ({ headers }) => {
    if (headers.host === undefined) throw new Problem('malformed-request', { detail: 'there is no `Host` header' });
    if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
      throw new Problem('malformed-request', { detail: 'no `Expect` but `100-continue` is met' });
    }
  });
}
