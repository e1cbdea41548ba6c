/** Products: players and apps that may speak for a household, each by a token of its own. */
import { randomUUID } from 'node:crypto';
import { oneSpelling } from '../gate/findables.ts';
import type { Actor, Opened, SubjectId } from '../gate/gate.ts';
import { STANDING_CHANNEL } from '../vault/choose.ts';
import { CONFIRMED_CHANNEL } from '../vault/notices.ts';
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

/** Events that are looked through for what products are called. Whatever reports anything says it again and again. */
const MOST_LOOKED = 2_000;

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

/** How often it is noted that a product is connected: a system is active by the day. */
const NOTED_EVERY = 24 * 60 * 60_000;

/**
 * Whose token it is, connected from now on; `revoked` if it was good once, and `closed` while the account of its owner is.
 * What was inactive for so long that its registration has ended is not registered.
 */
export async function productOf(
  { database, gate, clock }: ProductParts & Pick<PeopleParts, 'gate'>,
  token: string,
): Promise<Product | 'not-registered' | 'revoked' | 'closed'> {
  if (!isToken('product', token)) return 'not-registered';
  const [row] = await database.query<{
    subject: SubjectId;
    id: string;
    kind: ProductKind;
    is_over: boolean;
    is_closed: boolean;
    connected_at: Date | null;
  }>(
    `select p.subject, p.id, p.kind, p.revoked_at is not null or s.tombstone is not null as is_over,
        coalesce(s.choices -> ':closed' ->> 'state' = 'on', false) as is_closed, s.connected_at
      from products p join subjects s on s.id = p.subject where p.digest = $1`,
    [digestOf(token)],
    'product',
  );
  if (row === undefined) return 'not-registered';
  if (row.is_over) return 'revoked';
  if (row.is_closed) return 'closed';
  const away = Math.abs(clock() - (row.connected_at?.getTime() ?? 0));
  if (away >= NOTED_EVERY && (await gate.connect(row.subject)) === 'over') return 'not-registered';
  return { id: row.id, household: row.subject, kind: row.kind };
}

/** A product as its owner sees it. */
export interface OwnProduct {
  readonly id: string;
  readonly kind: ProductKind;
  /** What its registration says of it. */
  readonly productType?: string;
  readonly serial?: string;
  readonly room?: string;
  /** Epoch milliseconds, as are those below. */
  readonly since: number;
  /** When something about it last came in. */
  readonly heard?: number;
  /** When it said that it obeys the choices as they stand now. Absent until it has. */
  readonly confirmed?: number;
  /** When its service ended. */
  readonly ended?: number;
}

interface ProductRow {
  readonly id: string;
  readonly kind: ProductKind;
  readonly registered_at: Date;
  readonly revoked_at: Date | null;
  readonly confirmed_at: Date | null;
  readonly heard_at: Date | null;
  readonly is_confirmed: boolean;
}

/** The products of a household, those that are served no longer too; the longest known first. */
export async function productsOf(
  { database, gate }: PeopleParts,
  household: SubjectId,
  actor: Actor = 'self',
): Promise<readonly OwnProduct[]> {
  const rows = await database.query<ProductRow>(
    `select p.id, p.kind, p.registered_at, p.revoked_at, p.confirmed_at,
        coalesce(p.confirmed_generation = s.generation, false) as is_confirmed,
        (select max(received_at) from batches b where b.subject = p.subject and b.product = p.id::text) as heard_at
      from products p join subjects s on s.id = p.subject
      where p.subject = $1 and s.tombstone is null order by p.registered_at, p.id`,
    [household],
  );
  if (rows.length === 0) return [];
  const opened = await gate.open({
    subject: household,
    purpose: 'provide',
    data: ['registration.serial', 'system.productType', 'system.room'],
    actor,
  });
  if (opened?.effect !== 'permitted') return [];
  const called = await calledNow(opened, new Set(rows.map(({ id }) => id)));
  const { registration = {} } = opened.facts;
  return rows.map(({ id, kind, registered_at, revoked_at, confirmed_at, heard_at, is_confirmed }) => ({
    id,
    kind,
    ...called.get(id),
    ...(typeof registration[id]?.serial === 'string' && { serial: registration[id].serial }),
    since: registered_at.getTime(),
    ...(heard_at !== null && { heard: heard_at.getTime() }),
    ...(confirmed_at !== null && is_confirmed && { confirmed: confirmed_at.getTime() }),
    ...(revoked_at !== null && { ended: revoked_at.getTime() }),
  }));
}

type Called = Partial<Pick<OwnProduct, 'productType' | 'room'>>;

/** What products say of themselves stands among what happened: the newest that names a room, or a type, has it. */
async function calledNow(
  { stream }: Extract<Opened, { effect: 'permitted' }>,
  products: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Called>> {
  const called = new Map<string, Called>();
  const open = new Set(products);
  let looked = 0;
  for await (const items of stream({ categories: ['system'] })) {
    for (const { product, data } of items) {
      if (!open.has(product)) continue;
      const { room, productType } = data;
      const known = {
        ...(typeof room === 'string' && { room }),
        ...(typeof productType === 'string' && { productType }),
        ...called.get(product),
      };
      called.set(product, known);
      if (known.room !== undefined && known.productType !== undefined) open.delete(product);
    }
    looked += items.length;
    if (open.size === 0 || looked > MOST_LOOKED) break;
  }
  return called;
}

/**
 * A product says that it obeys this directive: what it does not allow has stopped. What is late, and speaks of an earlier
 * one, changes nothing. `unknown` if there is no such directive yet.
 */
export async function confirmDirective(
  { database, clock }: ProductParts,
  { id, household }: Product,
  generation: number,
): Promise<'confirmed' | 'unknown'> {
  const [row] = await database.query<{ generation: number }>('select generation from subjects where id = $1', [
    household,
  ]);
  if (row === undefined || generation > row.generation) return 'unknown';
  await database.query(
    `with confirmed as (
        update products set confirmed_generation = $3, confirmed_at = $4
          where subject = $1 and id = $2 and coalesce(confirmed_generation, 0) < $3 returning subject)
      select pg_notify($5, subject::text) from confirmed`,
    [household, id, generation, new Date(clock()), CONFIRMED_CHANNEL],
  );
  return 'confirmed';
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
    actor: 'self',
  });
  if (opened?.effect !== 'permitted') return new Map();
  return new Map(
    Object.entries(opened.facts.registration ?? {}).flatMap(([product, { serial }]) =>
      typeof serial === 'string' ? [[product, serial] as const] : [],
    ),
  );
}
