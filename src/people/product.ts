/** Products: players and apps that may speak for a household, each by a token of its own. */
import { randomUUID } from 'node:crypto';
import { oneSpelling } from '../gate/findables.ts';
import type { SubjectId } from '../gate/gate.ts';
import { STANDING_CHANNEL } from '../vault/choose.ts';
import { type Submitted, submit } from './form.ts';
import type { PeopleParts } from './parts.ts';
import { LIVING } from './session.ts';
import { digestOf, isToken, mintToken } from './token.ts';
import { isUuid } from './uuid.ts';

export type ProductKind = 'player' | 'app';

/** A registered product, known by its token. */
export interface Product {
  readonly id: string;
  readonly household: SubjectId;
  readonly kind: ProductKind;
}

export interface NewProduct {
  readonly serial: string;
  readonly productType: string;
  readonly room?: string | undefined;
  readonly kind: ProductKind;
}

export type ProductRegistered =
  | { readonly kind: 'registered'; readonly id: string; readonly token: string }
  | Exclude<Submitted, { kind: 'stored' }>
  | { readonly kind: 'too-many'; readonly retryAfter: number };

type ProductParts = Pick<PeopleParts, 'database' | 'clock'>;

/** Registers a product with a household. `taken` if its serial number is registered, here or elsewhere. */
export async function registerProduct(
  parts: PeopleParts,
  household: SubjectId,
  { kind, ...product }: NewProduct,
  ip: string,
): Promise<ProductRegistered> {
  const attempt = await parts.attempts.take('products by household', household);
  if (attempt.kind === 'too-many') return attempt;
  const serial = parts.registry.nameHash(`serial number ${oneSpelling(product.serial)}`);
  const served = await parts.database.query('select 1 from products where serial = $1 and revoked_at is null', [
    serial,
  ]);
  if (served.length > 0) return TAKEN;
  const id = randomUUID();
  const submitted = await submit(parts, {
    subject: household,
    event: 'product-registered',
    touchpoint: 'registration',
    product: id,
    data: { ...product, ipAddress: ip },
  });
  if (submitted.kind !== 'stored') return submitted;
  const { token, digest } = mintToken('product');
  // Of several that register it at this moment, one has it served.
  const made = await parts.database.query(
    `with ${LIVING}
      insert into products (subject, id, kind, digest, serial, registered_at) select id, $2, $3, $4, $5, $6 from living
      on conflict (serial) where revoked_at is null do nothing returning id`,
    [household, id, kind, digest, serial, new Date(parts.clock())],
  );
  return made.length > 0 ? { kind: 'registered', id, token } : TAKEN;
}

const TAKEN = { kind: 'taken', field: 'registration.serial' } as const;

/** Whose token it is; `revoked` if it was good once. */
export async function productOf(
  { database }: ProductParts,
  token: string,
): Promise<Product | 'not-registered' | 'revoked'> {
  if (!isToken('product', token)) return 'not-registered';
  const [row] = await database.query<{ subject: SubjectId; id: string; kind: ProductKind; is_over: boolean }>(
    `select p.subject, p.id, p.kind, p.revoked_at is not null or s.tombstone is not null as is_over
      from products p join subjects s on s.id = p.subject where p.digest = $1`,
    [digestOf(token)],
    'product',
  );
  if (row === undefined) return 'not-registered';
  return row.is_over ? 'revoked' : { id: row.id, household: row.subject, kind: row.kind };
}

/** The household of a product that is registered now, if it is one of these. */
export async function householdOfProduct(
  { database }: ProductParts,
  households: readonly SubjectId[],
  product: string,
): Promise<SubjectId | undefined> {
  if (!isUuid(product)) return undefined;
  const [row] = await database.query<{ subject: SubjectId }>(
    'select subject from products where id = $1 and subject = any ($2) and revoked_at is null',
    [product, households],
  );
  return row?.subject;
}

/** Gives the room of a product another name. */
export const renameRoom = (
  parts: PeopleParts,
  household: SubjectId,
  product: string,
  room: string,
): Promise<Submitted> =>
  submit(parts, { subject: household, event: 'room-renamed', touchpoint: 'account', product, data: { room } });

/**
 * Ends the service of a product. Its token is refused from now on, its streams end, and its serial number is free: who has
 * it next starts without a history.
 */
export async function revokeProduct(parts: PeopleParts, household: SubjectId, product: string): Promise<void> {
  const { database, registry, clock } = parts;
  await database.query(
    `with revoked as (update products set revoked_at = $3 where subject = $1 and id = $2 and revoked_at is null returning subject)
      select pg_notify($4, subject::text) from revoked`,
    [household, product, new Date(clock()), STANDING_CHANNEL],
  );
  const serial = (await serialsOf(parts, household)).get(product);
  if (serial !== undefined) await registry.blind.release('registration.serial', oneSpelling(serial), household);
}

async function serialsOf({ gate }: PeopleParts, household: SubjectId): Promise<ReadonlyMap<string, string>> {
  const opened = await gate.open({
    subject: household,
    purpose: 'provide',
    data: ['registration.serial'],
    actor: 'service:registration',
  });
  if (opened?.effect !== 'permitted') return new Map();
  return new Map(
    Object.entries(opened.facts.registration ?? {}).flatMap(([product, { serial }]) =>
      typeof serial === 'string' ? [[product, serial] as const] : [],
    ),
  );
}
