import { Fault } from '../vault/fault.ts';
import { Problem, type ProblemCode } from './problems.ts';

/** Codes of the framework, of the unpacker and of the engine, as ours. */
const KNOWN: { readonly [code: string]: ProblemCode } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_BAD_URL: 'not-found',
  Z_DATA_ERROR: 'malformed-json',
  Z_BUF_ERROR: 'malformed-json',
  'storage-unavailable': 'storage-unavailable',
  // Another version of the statement is in force: this process decides nothing any more.
  'storage-newer': 'storage-unavailable',
  'disk-full': 'storage-full',
  'too-busy': 'too-busy',
  'collection-stopped': 'collection-stopped',
};

interface Thrown {
  readonly code?: string;
  readonly statusCode?: number;
  readonly validation?: readonly { readonly instancePath: string; readonly message?: string }[];
  readonly validationContext?: string;
}

/** What a client is told of an error. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const { code = '', statusCode = 500, validation, validationContext = '' } = error as Thrown;
  const known = KNOWN[code];
  if (known === 'storage-unavailable' || known === 'too-busy') return new Problem(known, { retryAfter: 1 });
  if (known !== undefined) return new Problem(known);
  const [first] = validation ?? [];
  if (first !== undefined) {
    return new Problem('malformed-request', {
      detail: `${validationContext}${first.instancePath} ${first.message ?? ''}`,
    });
  }
  if (error instanceof SyntaxError) return new Problem('malformed-json');
  return new Problem(statusCode < 500 && !(error instanceof Fault) ? 'malformed-request' : 'internal');
}
