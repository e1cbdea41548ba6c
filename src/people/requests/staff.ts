/** What those who answer requests do with them. Each step is in the ledger under their role; what they look at, too. */
import type { RequestCommand, RequestRefusal } from '../../decide/request/request.ts';
import type { Actor } from '../../gate/gate.ts';
import type { RequestRow } from '../../vault/requests.ts';
import type { PeopleParts } from '../parts.ts';
import { isUuid } from '../uuid.ts';
import { act, type LiveRequest } from './act.ts';
import { tell } from './carry-out.ts';

/** All requests that are open, the ones that are late or due first at the top; with `all`, those that are closed after them. */
export const requestsToAnswer = ({ registry }: PeopleParts, all: boolean): Promise<readonly RequestRow[]> =>
  registry.requests.list(all);

/** Opens a request for staff: on record before it is seen. */
export async function requestForStaff(parts: PeopleParts, id: string, actor: Actor): Promise<LiveRequest | undefined> {
  if (!isUuid(id)) return undefined;
  const found = await parts.registry.requests.read(id);
  if (found === undefined) return undefined;
  const seen = { kind: 'request', detail: { request: id, of: found.kind, step: 'seen', by: actor } };
  const acted = await act(parts, id, undefined, actor, [seen]);
  return acted.kind === 'gone' ? undefined : acted.request;
}

export type StaffCommand = Extract<RequestCommand, { do: 'answer' | 'retry' | 'extend' | 'refuse' | 'note' }>;

export type StaffActed =
  | { readonly kind: 'acted'; readonly request: LiveRequest }
  | { readonly kind: 'refused'; readonly because: RequestRefusal }
  | { readonly kind: 'not-found' };

/** Does something with a request, and tells its person what they have to know. */
export async function actForStaff(
  parts: PeopleParts,
  id: string,
  command: StaffCommand,
  actor: Actor,
): Promise<StaffActed> {
  const acted = isUuid(id) ? await act(parts, id, command, actor) : ({ kind: 'gone' } as const);
  if (acted.kind === 'gone') return { kind: 'not-found' };
  if (acted.kind === 'refused') return acted;
  for (const event of acted.events) tell(parts, acted.request, event);
  return { kind: 'acted', request: acted.request };
}

/** Why a step came to nothing, in words. */
export const REFUSAL_WORDS: { readonly [refusal in RequestRefusal]: string } = {
  'not-received': 'there is no such request',
  'received-already': 'it was received before',
  'nothing-to-do': 'no program works on that part: it waits for staff',
  closed: 'it is closed',
  'not-confirmed': 'nobody has confirmed yet who asks',
  'confirmed-already': 'it was confirmed before',
  'beyond-recall': 'keys are being destroyed, and that can’t be stopped',
  'no-such-part': 'it has no such part',
  'answered-already': 'that part is answered',
  'extended-already': 'it was extended before, and that is allowed once',
  'too-late': 'its time is over, and can’t be extended any more',
  'no-reason': 'that needs words',
};
