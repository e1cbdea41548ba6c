import { clauses, words } from '../right/library.ts';

// What rests on consent names the choice that gives it.
words.statement({
  ...clauses,
  use: {
    lend: clauses.use.lend,
    // expect TS2741 Property 'on' is missing
    suggest: { data: ['loan'], needs: '1 year' },
  },
});

// Nobody has agreed before they were asked.
words.statement({
  ...clauses,
  choices: {
    letters: clauses.choices.letters,
    // expect TS2322 Type '"on"' is not assignable to type '"off"'
    suggestions: {
      kind: 'opt-in',
      starts: 'on',
      of: 'person',
      asks: 'Suggest books',
      tells: 'You can borrow without.',
      governs: { purposes: ['suggest'] },
      at: ['desk'],
    },
  },
});
