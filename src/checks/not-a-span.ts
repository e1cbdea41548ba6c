import { isSpan } from '../statement/span.ts';
import type { Statement } from '../statement/statement.ts';
import type { Check } from './diagnostic.ts';

export const notASpan: Check = {
  code: 'S104',
  name: 'not-a-span',
  severity: 'error',
  summary: 'a length of time can not be read',
  *check(statement) {
    for (const [at, span] of spans(statement)) {
      if (span === undefined || isSpan(span)) continue;
      yield {
        at,
        says: `\`${span}\` is not a span of time`,
        help: 'write a whole number and a unit: `30 days`, `7 years`',
      };
    }
  },
};

function* spans(statement: Statement): Generator<readonly [at: string, span: string | undefined]> {
  for (const [name, { forbids }] of Object.entries(statement.words.sources))
    yield [`sources.${name}`, forbids.longerThan];
  for (const [name, { when = [] }] of Object.entries(statement.words.endings))
    for (const cause of when) if (cause !== 'closing') yield [`endings.${name}`, cause.notConnectedFor];
  for (const [name, { needs, needsOf = {} }] of Object.entries(statement.use))
    for (const need of [needs, ...Object.values(needsOf)]) if (need !== 'while held') yield [`use.${name}`, need];
  for (const [name, clause] of Object.entries(statement.keep)) yield [`keep.${name}`, clause.for];
  for (const [name, clause] of Object.entries(statement.choices))
    if (clause.kind === 'one-time') yield [`choices.${name}`, clause.lasts];
  for (const [name, { lasts }] of Object.entries(statement.cookies))
    if (lasts !== 'session') yield [`cookies.${name}`, lasts];
  for (const [name, { within, remind }] of Object.entries(statement.requests)) {
    yield [`requests.${name}`, within];
    yield [`requests.${name}`, remind];
  }
  for (const [name, { within }] of Object.entries(statement.deadlines)) yield [`deadlines.${name}`, within];
  yield ['changes', statement.changes.notice];
}
