import type { Gate, SubjectId } from '../../../src/gate/gate.ts';
import type { library } from '../right/library.ts';

declare const gate: Gate<typeof library>;
const asked = { subject: 'somebody' as SubjectId, actor: 'service:desk' } as const;

// expect TS2322 Type '"advertise"' is not assignable to type
gate.open({ ...asked, purpose: 'advertise', data: ['loan'] });

// expect TS2322 Type '"contact.email"' is not assignable to type
gate.open({ ...asked, purpose: 'suggest', data: ['contact.email'] });

// expect TS2322 Type '"contact"' is not assignable to type
gate.open({ ...asked, purpose: 'lend', data: ['contact'] });

// expect TS2322 Type '"contact.name"' is not assignable to type
gate.open({ ...asked, purpose: 'lend', data: ['contact.name'] });
