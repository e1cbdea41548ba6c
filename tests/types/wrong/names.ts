import { clauses, words } from '../right/library.ts';

words.statement({
  ...clauses,
  collect: {
    // expect TS2820 Did you mean '"borrowing"'?
    join: { says: 'you join', in: 'borowing', at: ['desk'], takes: { contact: ['name'] } },
  },
});

words.statement({
  ...clauses,
  collect: {
    // expect TS2820 Did you mean '"desk"'?
    join: { says: 'you join', in: 'borrowing', at: ['dessk'], takes: { contact: ['name'] } },
  },
});

words.statement({
  ...clauses,
  collect: {
    // expect TS2561 Did you mean to write 'contact'?
    join: { says: 'you join', in: 'borrowing', at: ['desk'], takes: { contcat: ['name'] } },
  },
});

words.statement({
  ...clauses,
  collect: {
    // expect TS2820 Did you mean '"email"'?
    join: { says: 'you join', in: 'borrowing', at: ['desk'], takes: { contact: ['emial'] } },
  },
});

words.statement({
  ...clauses,
  use: {
    // expect TS2820 Did you mean '"contact.email"'?
    lend: { data: ['contact.emial'], needs: 'while held' },
    // expect TS2820 Did you mean '"suggestions"'?
    suggest: { data: ['loan'], needs: '1 year', on: 'sugestions' },
  },
});

words.statement({
  ...clauses,
  keep: {
    // expect TS2820 Did you mean '"left"'?
    contact: { for: '30 days', after: 'leftt', because: 'service' },
    // expect TS2820 Did you mean '"library.forgets"'?
    loan: { for: '1 year', after: 'collection', because: 'service', keeps: ['library.forget'] },
  },
});

words.statement({
  ...clauses,
  share: {
    // expect TS2820 Did you mean '"binder"'?
    binding: { says: 'to bind it', to: ['bindr'], sends: ['loan.title'], for: 'lend' },
  },
});

words.statement({
  ...clauses,
  share: {
    // expect TS2820 Did you mean '"suggest"'?
    binding: { says: 'to bind it', to: ['binder'], sends: ['loan.title'], for: 'sugest' },
  },
});

words.statement({
  ...clauses,
  collect: {
    // expect TS2820 Did you mean '"age"'?
    join: { says: 'you join', in: 'borrowing', at: ['desk'], takes: {}, when: { fact: 'agee', atLeast: 16 } },
  },
});
