/** The one way by which a request changes: a command is decided on what is kept, and what it comes to is kept with it. */

import { nextAt, partsDue } from '../../decide/request/clock.ts';
import { decideRequest } from '../../decide/request/decide.ts';
import { replayRequest } from '../../decide/request/evolve.ts';
import type { Request, RequestCommand, RequestEvent, RequestRefusal } from '../../decide/request/request.ts';
import type { SubjectId } from '../../gate/gate.ts';
import type { StoredRequest } from '../../vault/requests.ts';
import type { Entry } from '../../vault/sealed-leaf.ts';
import type { PeopleParts } from '../parts.ts';
import type { Profile } from '../profile.ts';

/** What was asked, beside its kind. */
export interface Asked {
  /**
   * From where it was asked. The answer goes into the account, but for `link`: by a mailed link, to somebody who may have none. A
   * guardian gets none.
   */
  readonly by: 'account' | 'mail' | 'link' | 'guardian';
  /** Where to write to somebody who has no account. */
  readonly address?: string | undefined;
  /** What has to be put right in the account. */
  readonly profile?: Profile | undefined;
  /** The purposes that are objected to; all to which one may object when absent. */
  readonly purposes?: readonly string[] | undefined;
  /** In the person's own words, for staff. */
  readonly text?: string | undefined;
}

export interface LiveRequest extends Request {
  readonly id: string;
  readonly subject: SubjectId;
  readonly asked: Asked;
}

export type Acted =
  | { readonly kind: 'acted'; readonly request: LiveRequest; readonly events: readonly RequestEvent[] }
  | { readonly kind: 'refused'; readonly because: RequestRefusal; readonly request: LiveRequest }
  /** There is no such request; or its person is gone, and it with them. */
  | { readonly kind: 'gone' };

/** A request, of this subject where one is given. */
export async function readRequest(
  { registry }: Pick<PeopleParts, 'registry'>,
  id: string,
  subject?: SubjectId,
): Promise<LiveRequest | undefined> {
  const stored = await registry.requests.read(id, subject);
  return stored && liveOf(stored);
}

function liveOf(stored: StoredRequest): LiveRequest | undefined {
  const { id, subject, asked, events } = stored;
  // Sound: `act` and `receive` alone append, and append these.
  const request = replayRequest(events as readonly RequestEvent[]);
  return request && { ...request, id, subject: subject as SubjectId, asked: asked as Asked };
}

/** The program that works on requests: while it is at one, that is left to it for so long. */
export const WORKER = 'service:requests';
export const LEASE = 5 * 60_000;

/** `by` stands in the ledger: who does it. `kept` are leaves besides, for what is no step. */
export async function act(
  { registry, clock }: Pick<PeopleParts, 'registry' | 'clock'>,
  id: string,
  command: RequestCommand | undefined,
  by: string,
  kept: readonly Entry[] = [],
): Promise<Acted> {
  for (;;) {
    const stored = await registry.requests.read(id);
    const before = stored && liveOf(stored);
    if (stored === undefined || before === undefined) return { kind: 'gone' };
    const decided =
      command === undefined ? ({ effect: 'happens', events: [] } as const) : decideRequest(before, command, clock());
    if (decided.effect === 'refused') return { kind: 'refused', because: decided.because, request: before };
    const { events } = decided;
    const after = { ...before, ...replayRequest([...(stored.events as readonly RequestEvent[]), ...events]) };
    const { status, dueAt, closedAt } = after;
    const isAtIt = by === WORKER && partsDue(after, clock()).length > 0;
    const outcome = await registry.requests.append({
      ...stored,
      status,
      dueAt,
      closedAt,
      nextAt: isAtIt ? clock() + LEASE : nextAt(after),
      events,
      leaves: [...events.map((event) => leafOf(id, before.kind, event, by)), ...kept],
    });
    if (outcome === 'gone') return { kind: 'gone' };
    if (outcome === 'stored') return { kind: 'acted', request: after, events };
  }
}

/** What the ledger has of a step. Words that people wrote are in the request alone. */
export function leafOf(request: string, of: string, event: RequestEvent, by: string): Entry {
  const { event: step } = event;
  return {
    kind: 'request',
    detail: {
      request,
      of,
      step: step === 'closed' ? event.as : step,
      by,
      ...('part' in event && { part: event.part }),
      ...('outcome' in event && { outcome: event.outcome.is }),
      ...('dueAt' in event && { due: new Date(event.dueAt).toISOString() }),
    },
  };
}
