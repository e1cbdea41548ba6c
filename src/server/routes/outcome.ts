/** How outcomes that many verbs share are presented. */
import { Problem } from '../problems.ts';

type Shared =
  | { readonly kind: 'unfit'; readonly fields: readonly string[] }
  | { readonly kind: 'withheld'; readonly clause: string }
  | { readonly kind: 'too-many'; readonly retryAfter: number }
  | { readonly kind: 'gone' };

/** The problem of an outcome. The names of fields are the statement's or the API's: the shape of the request was checked. */
export function refusal(outcome: Shared): Problem {
  switch (outcome.kind) {
    case 'unfit':
      return new Problem('not-accepted', {
        ...(outcome.fields.length > 0 && { detail: outcome.fields.map((field) => `\`${field}\``).join(', ') }),
      });
    case 'withheld':
      return new Problem('withheld', { clause: outcome.clause });
    case 'too-many':
      return new Problem('too-many-attempts', { retryAfter: outcome.retryAfter });
    case 'gone':
      return new Problem('not-found');
  }
}
