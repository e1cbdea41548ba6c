/** A policy of any size about which purpose may see which field, and questions to ask of it. */
import type { OpenQuestion, Standing } from '../src/statement/question.ts';
import type { Statement } from '../src/statement/statement.ts';

/** One rule: this purpose sees this field, where this choice is on; `everybody` is always on. */
export interface Rule {
  readonly purpose: string;
  readonly category: string;
  readonly field: string;
  readonly choice: string;
}

export const EVERYBODY = 'everybody';
const CHOICES = Array.from({ length: 12 }, (_, index) => `choice-${index}`);
/** Ada turned every fourth choice off. */
export const ADA: Standing = {
  choices: Object.fromEntries(CHOICES.map((choice, index) => [choice, index % 4 === 0 ? 'off' : 'on'])),
  facts: {},
};
export const isOn = (choice: string) => choice === EVERYBODY || ADA.choices[choice] === 'on';

const FIELDS = 6;

/** As many rules as asked for; one of three needs no choice. */
export function rulesOf(count: number): readonly Rule[] {
  return Array.from({ length: count }, (_, index) => ({
    purpose: numbered('purpose', index),
    category: numbered('category', Math.floor(index / FIELDS)),
    field: `field-${index % FIELDS}`,
    choice: index % 3 === 0 ? EVERYBODY : CHOICES[index % CHOICES.length]!,
  }));
}

/** Names of one length, however many: engines of JavaScript compare short strings faster than long ones. */
const numbered = (name: string, index: number) => `${name}-${String(index).padStart(4, '0')}`;

/** The rules as a statement. */
export function statementOf(rules: readonly Rule[]): Statement {
  const say = { says: 'a word' };
  const field = { type: 'flag', says: 'a flag' } as const;
  const fields = Object.fromEntries(Array.from({ length: FIELDS }, (_, index) => [`field-${index}`, field]));
  const nothing = { contacts: {}, collect: {}, keep: {}, share: {}, messages: {}, cookies: {}, requests: {} };
  const nobody = { deadlines: {}, transfers: {}, figures: {}, commitments: {}, examples: [], signedOff: [] };
  return {
    ...nothing,
    ...nobody,
    id: 'bench',
    title: 'A policy',
    dated: '2026-01-01',
    age: { says: 'everybody', minimum: 0 },
    changes: { says: 'we tell you', notice: '30 days' },
    words: {
      promises: {},
      situations: {},
      touchpoints: {},
      recipients: {},
      regions: {},
      sources: {},
      facts: {},
      endings: {},
      choices: Object.fromEntries(CHOICES.map((choice) => [choice, say])),
      data: Object.fromEntries(rules.map(({ category }) => [category, { of: 'person', says: 'data', fields }])),
      purposes: Object.fromEntries(rules.map(({ purpose }) => [purpose, { says: 'to work', basis: 'consent' }])),
    },
    choices: Object.fromEntries(
      CHOICES.map((choice) => [
        choice,
        { kind: 'opt-in', starts: 'off', of: 'person', asks: '', tells: '', governs: {}, at: [] },
      ]),
    ),
    use: Object.fromEntries(
      rules.map(({ purpose, category, field, choice }) => [
        purpose,
        {
          data: [`${category}.${field}`],
          needs: 'while held',
          ...(choice === EVERYBODY ? {} : { on: choice }),
        },
      ]),
    ),
  };
}

/**
 * Questions spread over all the rules. Three of four are what a rule says; the others ask for another field, another
 * category, or with a name that nobody declared. They went through JSON, as those of a request would.
 */
export function questionsAbout(rules: readonly Rule[], count: number): readonly OpenQuestion[] {
  const questions = Array.from({ length: count }, (_, index): OpenQuestion => {
    // Coprime with any number of rules here, so that every rule has its turn.
    const at = (index * 7919) % rules.length;
    const { purpose, category, field } = rules[at]!;
    const asked: OpenQuestion = { ask: 'open', purpose, category, field };
    if (index % 12 === 3) return { ...asked, field: `field-${(at + 1) % FIELDS}` };
    if (index % 12 === 7) return { ...asked, category: rules[(at + FIELDS) % rules.length]!.category };
    if (index % 12 === 11) return { ...asked, purpose: 'purpose-unknown' };
    return asked;
  });
  return JSON.parse(JSON.stringify(questions)) as OpenQuestion[];
}
