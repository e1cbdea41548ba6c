/**
 * Parties in choices. `music-service/hummingbird` says what somebody listens to, so that it stands in the database as
 * `music-service/~HASH`, a keyed hash that is another for each subject, with the name sealed beside it.
 */
import { createHmac } from 'node:crypto';
import type { Parts } from './parts.ts';
import { seal, unseal } from './seal.ts';
import type { MadeChoice } from './standing.ts';

/** The key that seals the names. No category of a statement has such a name. */
export const PARTIES_KEY = { category: ':parties', month: '' };

/** A choice as it stands in the database. */
export type HiddenChoice = MadeChoice & { readonly name?: string };

type PartyParts = Pick<Parts, 'keyring'>;

const isOfParty = (choice: string): boolean => choice.includes('/');

/** The name under which a choice stands in the database. */
export async function hiddenName({ keyring }: PartyParts, subject: string, choice: string): Promise<string> {
  if (!isOfParty(choice)) return choice;
  const hash = createHmac('sha256', await keyring.systemKey('parties'))
    .update(`${subject}\n${choice}`)
    .digest('hex');
  return `${choice.slice(0, choice.indexOf('/'))}/~${hash.slice(0, 32)}`;
}

/** The sealed name of a choice that is for a party and stands as `hidden`, base64; `undefined` for others, and once the subject is erased. */
export async function sealedName(
  { keyring }: PartyParts,
  subject: string,
  choice: string,
  hidden: string,
): Promise<string | undefined> {
  if (!isOfParty(choice)) return undefined;
  const keys = await keyring.mint(subject, [PARTIES_KEY]);
  if (keys === 'destroyed') return undefined;
  return seal(keys[0]!, ['party', subject, hidden], Buffer.from(choice)).toString('base64');
}

/**
 * Choices with the names of their parties. One whose key is destroyed is left out: it is an authorisation, and without it
 * nothing is allowed.
 *
 * @throws Fault `storage-damaged` if a name is not what was sealed
 */
export async function shownChoices(
  { keyring }: PartyParts,
  subject: string,
  choices: { readonly [choice: string]: HiddenChoice },
): Promise<{ readonly [choice: string]: MadeChoice }> {
  if (!Object.keys(choices).some(isOfParty)) return choices;
  const [key] = await keyring.find(subject, [PARTIES_KEY]);
  return Object.fromEntries(
    Object.entries(choices).flatMap(([hidden, { state, since, name }]): [string, MadeChoice][] => {
      if (!isOfParty(hidden)) return [[hidden, { state, since }]];
      if (key === undefined || name === undefined) return [];
      const shown = unseal(key, ['party', subject, hidden], Buffer.from(name, 'base64')).toString();
      return [[shown, { state, since }]];
    }),
  );
}
