/** Everything that can be wrong with a request, in one table: RFC 9457, with a code that stays. */

const table = {
  'malformed-json': [400, 'The body is not JSON', 'send one JSON value in UTF-8'],
  'nested-too-deep': [400, 'The body is nested too deep', 'nest lists and objects at most 16 deep'],
  'malformed-request': [400, 'The request does not have the right shape', 'see /openapi.json'],
  'not-accepted': [422, 'A value is not accepted', 'see which, and what the statement says of it'],
  'bad-cursor': [400, 'The cursor is not one of ours', 'begin again without a cursor'],
  'not-signed-in': [401, 'Nobody is signed in', 'sign in with `POST /v1/sessions` and send the token as a bearer'],
  'staff-not-signed-in': [401, 'Nobody who works here is signed in', 'sign in at /console'],
  'not-your-role': [403, 'Your role does not do this', 'ask somebody whose role does'],
  'wrong-code': [422, 'The code is not right', 'look at the clock of your device, and give the code that it shows now'],
  'sign-in-failed': [401, 'Signing in failed', 'try again, or ask for a link to set a new password'],
  'other-site': [403, 'This came from another site', 'open our own page, and do it there'],
  'wrong-password': [403, 'The present password is not right', 'try again, or ask for a link to set a new one'],
  'reset-failed': [400, 'This link is not good', 'a link is good once, for an hour; ask for another'],
  'link-failed': [400, 'This link is not good', 'a link is good once, and for a time; ask again for another'],
  'not-registered': [401, 'This product is not registered', 'register it: an unregistered product is not served'],
  revoked: [401, 'This product is not registered any more', 'register it again'],
  'account-closed': [403, 'The account is closed', 'its owner can open it again until it ends: send `reopen` along'],
  'sign-in-again': [
    403,
    'This asks for a fresh sign-in',
    'sign in once more, and ask with the new session within ten minutes',
  ],
  withheld: [403, 'The statement does not allow it', 'the clause says why'],
  'not-found': [404, 'There is nothing here', 'it may never have been here, or not be yours'],
  'unknown-choice': [404, 'There is no such choice', 'see `GET /v1/me/choices`'],
  'unknown-category': [404, 'The statement has no such category', 'see `GET /v1/statement`'],
  'serial-in-use': [409, 'This serial number is registered', 'whoever registered it has to remove it first'],
  'value-in-use': [
    409,
    'Somebody else is known by one of these values',
    'look at the values by which people are found',
  ],
  'batch-conflict': [409, 'Another body came under this batch id', 'give every batch an id of its own'],
  'choice-needs': [409, 'Another choice has to be on first', 'turn that one on, then this'],
  'too-many-parties': [409, 'You have chosen for too many of these', 'choose for those that you use'],
  'no-household': [409, 'There is no household to choose for yet', 'register one with `POST /v1/households`'],
  'which-household': [409, 'There are several households', 'say which, by its system id, in `?system=`'],
  'request-closed': [409, 'This request is closed', 'ask again, if you need more'],
  'request-step': [409, 'This can’t be done with the request', 'see how it stands'],
  'request-begun': [409, 'This can’t be stopped any more', 'keys are being destroyed; see how far it is'],
  'no-limit': [
    409,
    'This can’t be limited',
    'the clause says what it is for; a choice, closing or erasing may do what you want',
  ],
  'not-history': [
    409,
    'It is what is true now',
    'change it in your profile, close your account, or have yourself erased',
  ],
  'held-by-law': [
    409,
    'The law has us keep this',
    'the clause says how long, and it is deleted after that; you can see it and take it along',
  ],
  'gone-before': [409, 'It is gone before that', 'choose a shorter time than the clause has'],
  'not-by-hand': [
    409,
    'This can’t be put right by hand',
    'the clause says how it comes here; ask for a correction in your own words',
  ],
  'too-many-deletions': [409, 'Too much waits to be destroyed', 'delete a category or a time at once, or wait'],
  held: [409, 'A legal hold is on it', 'see `GET /v1/me/holds`; what is not held can be deleted'],
  'not-approver': [
    403,
    'Nobody who may approve has signed this',
    'sign with a key that the service’s `approvers` file has',
  ],
  'same-approver': [409, 'Another person has to approve', 'two people sign, by two keys under two names'],
  'too-few-approvers': [
    409,
    'Nobody could approve this',
    'declare at least two public keys in the service’s `approvers` file',
  ],
  'notice-too-short': [422, 'People have to be told earlier', 'propose it again with a later date'],
  'not-what-was-signed': [422, 'This is not what was signed', 'sign what you send: `sotto publish` does both'],
  'statement-wrong': [422, 'The statement has an error', 'see `sotto check`'],
  'statement-outdated': [
    409,
    'This can’t take the place of the version in force',
    'compare with `GET /v1/statement/versions`',
  ],
  'proposal-open': [409, 'Another version is proposed', 'withdraw that one, or wait until it is in force'],
  'too-large': [413, 'The body is too large', 'send at most 1 MiB, unpacked; split the batch'],
  'headers-too-large': [431, 'The headers are too large', 'send at most 16 KiB of them'],
  'too-slow': [408, 'The request did not come to its end', 'send it again, without pausing'],
  'unsupported-media-type': [415, 'This sort of body is not read', 'send `application/json`, plain or as gzip'],
  'too-many-attempts': [429, 'Too many attempts', 'wait as long as `Retry-After` says'],
  internal: [500, 'Something broke here', 'it is on our side; try again later'],
  'too-busy': [503, 'Too much is asked just now', 'send the same again in a moment'],
  'collection-stopped': [
    503,
    'Something of this is not taken just now',
    'we have stopped taking it for everybody for a while; try again later',
  ],
  'storage-unavailable': [503, 'The data can’t be reached just now', 'send the same again in a moment'],
  'storage-full': [507, 'There is no room left', 'nothing acknowledged is lost; send the same again later'],
} as const satisfies { readonly [code: string]: readonly [status: number, title: string, help: string] };

export type ProblemCode = keyof typeof table;
export const PROBLEM_CODES = Object.keys(table) as readonly ProblemCode[];

/** What a client gets, as `application/problem+json`. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly help: string;
  readonly detail?: string;
  /** The clause that decided. */
  readonly clause?: string;
}

export interface ProblemDetails {
  /** One sentence. INVARIANT: names of the API and the statement alone, never a value that came. */
  readonly detail?: string | undefined;
  readonly clause?: string | undefined;
  /** Seconds. */
  readonly retryAfter?: number | undefined;
}

/** A request that comes to nothing. Thrown by routes, presented in one place. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = table[code][0];
    this.details = details;
  }

  body(): ProblemBody {
    const [status, title, help] = table[this.code];
    const { detail, clause } = this.details;
    return {
      type: `urn:sotto:problem:${this.code}`,
      title,
      status,
      code: this.code,
      help,
      ...(detail !== undefined && { detail }),
      ...(clause !== undefined && { clause }),
    };
  }
}
