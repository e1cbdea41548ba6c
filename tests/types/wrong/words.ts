import { text } from '../../../src/statement/field.ts';
import { vocabulary } from '../../../src/statement/vocabulary.ts';

const words = {
  promises: {},
  situations: {},
  touchpoints: {},
  data: {},
  purposes: { lend: { says: 'to lend', basis: 'contract' }, suggest: { says: 'to suggest', basis: 'consent' } },
  recipients: {},
  regions: { here: { says: 'here' }, there: { says: 'there' } },
  sources: {},
  facts: {},
  endings: {},
  choices: {},
} as const;

vocabulary({
  ...words,
  // expect TS2322 not assignable to type 'SubjectKind'
  data: { loan: { of: 'reader', says: 'what you read', fields: { title: text('the book', 200) } } },
});

vocabulary({
  ...words,
  // expect TS2322 '"her" & NotAmong<"here" | "there">'
  recipients: { binder: { says: 'the bookbinder', kind: 'vendor', region: 'her' } },
});

vocabulary({
  ...words,
  // expect TS2322 'NotAmong<"lend" | "suggest">'
  sources: { press: { says: 'the press', forbids: { purposes: ['lent'] } } },
});

vocabulary({
  ...words,
  // expect TS2322 'NoPlaceFor<"pasing">'
  data: { loan: { of: 'person', says: 'what you read', pasing: true, fields: { title: text('the book', 200) } } },
});
