/** What opens: the fields that a purpose uses, whole categories, and nothing else. */
import type { Gate, SubjectId } from '../../../src/gate/gate.ts';
import type { EventOf, OpenedFor, PurposeOf } from '../../../src/statement/statement.ts';
import type { library } from './library.ts';

declare const gate: Gate<typeof library>;
const asked = { subject: 'somebody' as SubjectId, actor: 'service:desk' } as const;

type Same<A, B> = [A, B] extends [B, A] ? true : never;

export const purposes: Same<PurposeOf<typeof library>, 'lend' | 'suggest'> = true;
export const opened: Same<OpenedFor<typeof library, 'lend'>, 'contact.email' | 'loan'> = true;
export const events: Same<EventOf<typeof library>, 'join' | 'borrow'> = true;

gate.open({ ...asked, purpose: 'lend', data: ['contact.email'] });
gate.open({ ...asked, purpose: 'lend', data: ['loan', 'contact.email'] });
gate.open({ ...asked, purpose: 'suggest', data: ['loan'] });
gate.open({ ...asked, purpose: 'self', data: ['contact', 'loan'], actor: 'self' });
