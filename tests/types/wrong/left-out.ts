import { clauses, words } from '../right/library.ts';

// Each purpose says what it uses.
words.statement({
  ...clauses,
  // expect TS2741 Property 'suggest' is missing
  use: { lend: clauses.use.lend },
});

// Each choice that is named is written.
words.statement({
  ...clauses,
  // expect TS2741 Property 'letters' is missing
  choices: { suggestions: clauses.choices.suggestions },
});

// Each right of the law has its deadline.
const { objection: _, ...requests } = clauses.requests;
words.statement({
  ...clauses,
  // expect TS2741 Property 'objection' is missing
  requests,
});

// A section that does not exist is a slip.
words.statement({
  ...clauses,
  // expect TS2741 required in type 'NoPlaceFor<"shares">'
  shares: {},
});
