/** Households with an owner who is signed in and a player each, made in no time: for tests that need many. */

import { dirname, join } from 'node:path';
import { statement } from '../../statements/sonos-2017-08/statement.ts';
import { words } from '../../statements/sonos-2017-08/wording.ts';
import type { SubjectId } from '../gate/gate.ts';
import { LIMITS, type Limit, type Limited } from '../people/attempts.ts';
import { createOutbox } from '../people/mail/carrier.ts';
import type { World } from '../server/world.ts';
import { openWorld } from '../server/world.ts';
import { epochKeysInFile } from '../vault/epoch-keys.ts';
import { ledgerKeyInFile } from '../vault/ledger-key.ts';
import type { TestConnection } from './database.ts';

export interface Home {
  readonly household: SubjectId;
  /** The owner's session. */
  readonly session: string;
  readonly systemId: string;
  /** The player's token. */
  readonly player: string;
}

export interface Place {
  readonly vault: TestConnection;
  readonly keyring: TestConnection;
  /** The file of the epoch keys. */
  readonly keyFile: string;
}

/** Nobody is kept waiting, however many come from one address. */
const UNLIMITED = Object.fromEntries(
  Object.keys(LIMITS).map((what) => [what, { most: Number.MAX_SAFE_INTEGER, within: 60_000 }]),
  // Sound: it has the keys of `LIMITS`.
) as { [what in Limited]: Limit };

/** Opens a world of this process, furnishes so many homes, and closes it again. */
export async function furnish({ vault, keyring, keyFile }: Place, homes: number): Promise<Home[]> {
  const world = await openWorld(
    { statement, wording: words },
    {
      vault,
      keyring,
      epochKeys: epochKeysInFile(keyFile),
      ledgerKey: ledgerKeyInFile(join(dirname(keyFile), 'ledger.key')),
      clock: Date.now,
      origin: () => 'https://account.example',
      carrier: createOutbox(),
      people: { evenly: 0, limits: UNLIMITED },
    },
  );
  const furnished: Home[] = [];
  let next = 0;
  const furnisher = async () => {
    while (next < homes) furnished.push(await furnishOne(world, next++));
  };
  try {
    await Promise.all([furnisher(), furnisher(), furnisher(), furnisher()]);
  } finally {
    await world.close();
  }
  return furnished;
}

async function furnishOne({ people }: World, n: number): Promise<Home> {
  const ip = '127.0.0.1';
  const email = `owner-${n}@home.example`;
  const password = 'walks home at night';
  is('registered', await people.signUp({ email, password, country: 'DE', postalCode: '10115' }, ip));
  const { token } = is('signed-in', await people.signIn({ email, password }, ip));
  const owner = await people.personOf(token);
  const { subject, systemId } = is('registered', await people.registerHousehold(owner!.subject, ip));
  const product = { serial: `B8-E9-37-${String(n).padStart(6, '0')}:1`, productType: 'One', room: 'Kitchen' };
  const player = is('registered', await people.registerProduct(subject, { ...product, kind: 'player' }, ip));
  return { household: subject, session: token, systemId, player: player.token };
}

function is<T extends { readonly kind: string }, K extends T['kind']>(kind: K, outcome: T): Extract<T, { kind: K }> {
  if (outcome.kind !== kind) throw new Error(`expected ${kind}, got ${outcome.kind}`);
  // Sound: its kind was looked at.
  return outcome as Extract<T, { kind: K }>;
}
