import { clauses, words } from '../right/library.ts';

// A category that is held has a retention.
words.statement({
  ...clauses,
  // expect TS2741 Property 'loan' is missing
  keep: { contact: clauses.keep.contact },
});

// A retention says how long.
words.statement({
  ...clauses,
  // expect TS2741 Property 'for' is missing
  keep: { ...clauses.keep, loan: { after: 'collection', because: 'service' } },
});

// A span is a number and a unit.
words.statement({
  ...clauses,
  // expect TS2322 '"1 yaer"' is not assignable to type 'Span'
  keep: { ...clauses.keep, loan: { for: '1 yaer', after: 'collection', because: 'service' } },
});

// What is only passing is not kept.
words.statement({
  ...clauses,
  keep: {
    contact: { for: '30 days', after: 'left', because: 'service' },
    loan: { for: '1 year', after: 'collection', because: 'service' },
    // expect TS2322 'NoPlaceFor<"reading">'
    reading: { for: '1 year', after: 'collection', because: 'service' },
  },
});
