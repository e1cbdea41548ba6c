import { clauses, words } from '../right/library.ts';

// A slip in the name of a condition must not take the condition away.
words.statement({
  ...clauses,
  share: {
    // expect TS2322 'NoPlaceFor<"onn">'
    binding: { says: 'to bind it', to: ['binder'], sends: ['loan.title'], for: 'lend', onn: 'suggestions' },
  },
});

words.statement({
  ...clauses,
  collect: {
    // expect TS2322 'NoPlaceFor<"need">'
    join: { says: 'you join', in: 'joining', at: ['desk'], takes: {}, need: ['letters'] },
  },
});

words.statement({
  ...clauses,
  choices: {
    ...clauses.choices,
    letters: {
      kind: 'opt-out',
      starts: 'on',
      of: 'person',
      asks: 'Write to me',
      tells: 'You hear of us at the desk.',
      // expect TS2561 Did you mean to write 'promotion'?
      governs: { promotions: ['post'] },
      at: ['desk'],
    },
  },
});
