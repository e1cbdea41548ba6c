/** Checks a statement: everything that can be wrong with one, in a stable order. */
import type { Statement } from '../statement/statement.ts';
import { absoluteWords } from './absolute-words.ts';
import { authorisationOfNobody } from './authorisation-of-nobody.ts';
import { choiceCircle } from './choice-circle.ts';
import { choiceGovernsNothing } from './choice-governs-nothing.ts';
import { choiceOutOfReach } from './choice-out-of-reach.ts';
import { choiceOverFunctional } from './choice-over-functional.ts';
import { choiceStartsWrong } from './choice-starts-wrong.ts';
import { collectedButUnused } from './collected-but-unused.ts';
import { conditionMistyped } from './condition-mistyped.ts';
import { conditionNeverHolds } from './condition-never-holds.ts';
import { consentWithoutChoice } from './consent-without-choice.ts';
import { cookiePosingAsNecessary } from './cookie-posing-as-necessary.ts';
import { cookieWithoutChoice } from './cookie-without-choice.ts';
import { currentWithoutEnding } from './current-without-ending.ts';
import { deadlineBeyondTheLaw } from './deadline-beyond-the-law.ts';
import type { Check, Diagnostic, Finding, Read, Said } from './diagnostic.ts';
import { essentialAgainstAChoice } from './essential-against-a-choice.ts';
import { exampleContradicted } from './example-contradicted.ts';
import { fieldTakenTwice } from './field-taken-twice.ts';
import { figureByFreeText } from './figure-by-free-text.ts';
import { figureOfNothing } from './figure-of-nothing.ts';
import { figureOfTooFew } from './figure-of-too-few.ts';
import { figuresForNobody } from './figures-for-nobody.ts';
import { foundByTooMuch } from './found-by-too-much.ts';
import { foundTwice } from './found-twice.ts';
import { heldThoughPassing } from './held-though-passing.ts';
import { keptLongerThanNeeded } from './kept-longer-than-needed.ts';
import { keptShorterThanTheLaw } from './kept-shorter-than-the-law.ts';
import { leftUnsaid } from './left-unsaid.ts';
import { manyWithoutAuthorisation } from './many-without-authorisation.ts';
import { noGround } from './no-ground.ts';
import { noRetention } from './no-retention.ts';
import { noSafeguard } from './no-safeguard.ts';
import { noValueFits } from './no-value-fits.ts';
import { nobodyToWriteTo } from './nobody-to-write-to.ts';
import { notADate } from './not-a-date.ts';
import { notASpan } from './not-a-span.ts';
import { notOnTheList } from './not-on-the-list.ts';
import { nothingSaid } from './nothing-said.ts';
import { overrideContradicts } from './override-contradicts.ts';
import { ownByAnotherEvent } from './own-by-another-event.ts';
import { permissionForNothing } from './permission-for-nothing.ts';
import { promiseUnkept } from './promise-unkept.ts';
import { promotionPosingAsEssential } from './promotion-posing-as-essential.ts';
import { promotionWithoutChoice } from './promotion-without-choice.ts';
import { recipientWithoutRule } from './recipient-without-rule.ts';
import { regionOverlap } from './region-overlap.ts';
import { reminderTooEarly } from './reminder-too-early.ts';
import { requestUnanswered } from './request-unanswered.ts';
import { restrictionUndone } from './restriction-undone.ts';
import { saidOfAnotherChoice } from './said-of-another-choice.ts';
import { secretLetOut } from './secret-let-out.ts';
import { sharedAroundAChoice } from './shared-around-a-choice.ts';
import { sharedBeyondUse } from './shared-beyond-use.ts';
import { sharedForAggregates } from './shared-for-aggregates.ts';
import { signOffAstray } from './sign-off-astray.ts';
import { sold } from './sold.ts';
import { soundHeld } from './sound-held.ts';
import { tooYoungToConsent } from './too-young-to-consent.ts';
import { unbound } from './unbound.ts';
import { undeclaredInExample } from './undeclared-in-example.ts';
import { undeclaredWord } from './undeclared-word.ts';
import { unusedWord } from './unused-word.ts';
import { useItsSourceForbids } from './use-its-source-forbids.ts';
import { usedButNeverCollected } from './used-but-never-collected.ts';
import { wordWithoutClause } from './word-without-clause.ts';

export {
  type Check,
  type Diagnostic,
  type Finding,
  inWords,
  type Read,
  type Said,
  type Severity,
} from './diagnostic.ts';

/** What must be right before a statement can be reasoned about: its names exist and its values can be read. */
const FIRST: readonly Check[] = [
  undeclaredWord,
  undeclaredInExample,
  notOnTheList,
  notASpan,
  notADate,
  noValueFits,
  conditionMistyped,
  wordWithoutClause,
];

const THEN: readonly Check[] = [
  unusedWord,
  collectedButUnused,
  usedButNeverCollected,
  heldThoughPassing,
  keptLongerThanNeeded,
  noRetention,
  keptShorterThanTheLaw,
  conditionNeverHolds,
  useItsSourceForbids,
  soundHeld,
  secretLetOut,
  foundByTooMuch,
  foundTwice,
  fieldTakenTwice,
  currentWithoutEnding,
  choiceGovernsNothing,
  choiceOverFunctional,
  choiceCircle,
  choiceOutOfReach,
  choiceStartsWrong,
  consentWithoutChoice,
  promotionWithoutChoice,
  promotionPosingAsEssential,
  essentialAgainstAChoice,
  cookieWithoutChoice,
  cookiePosingAsNecessary,
  overrideContradicts,
  permissionForNothing,
  authorisationOfNobody,
  saidOfAnotherChoice,
  recipientWithoutRule,
  sold,
  sharedBeyondUse,
  sharedForAggregates,
  manyWithoutAuthorisation,
  noSafeguard,
  unbound,
  noGround,
  sharedAroundAChoice,
  restrictionUndone,
  ownByAnotherEvent,
  regionOverlap,
  promiseUnkept,
  leftUnsaid,
  absoluteWords,
  signOffAstray,
  nothingSaid,
  exampleContradicted,
  deadlineBeyondTheLaw,
  reminderTooEarly,
  requestUnanswered,
  tooYoungToConsent,
  nobodyToWriteTo,
  figureByFreeText,
  figureOfTooFew,
  figureOfNothing,
  figuresForNobody,
];

/**
 * Every check, by code: S1 names and values, S2 what flows, S3 choices, S4 sharing, S5 words, S6 examples,
 * S7 the law, S8 figures. A code is stable, and is never given to another check.
 */
export const CHECKS: readonly Check[] = [...FIRST, ...THEN].sort((a, b) => (a.code < b.code ? -1 : 1));

/**
 * What is wrong with a statement, by code and then in the order of its clauses; an empty list means that it
 * is sound. While names or values are wrong only these are reported: the rest could follow from them.
 *
 * `said` holds the ids of the clauses that the wording speaks of, and `prose` its author's own sentences; without
 * them, wording is not checked.
 */
export function check(statement: Statement, said?: Said, prose?: readonly Read[]): readonly Diagnostic[] {
  const run = (checks: readonly Check[]) =>
    checks.flatMap((one) => diagnose(one, [...one.check(statement, said, prose)]));
  const first = run(FIRST);
  return first.length > 0 ? first : run(THEN);
}

function diagnose({ code, name, severity }: Check, found: readonly Finding[]): Diagnostic[] {
  return found.map((finding) => ({ code, severity, name, ...finding }));
}
