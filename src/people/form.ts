/** A form that a person fills in: one event, all of which is stored, or nothing. */
import { randomUUID } from 'node:crypto';
import { isStopped, type Stopped } from '../decide/stopped.ts';
import { type EventShape, eventShapes } from '../gate/event-shape.ts';
import type { SubjectId } from '../gate/gate.ts';
import { Fault } from '../vault/fault.ts';
import type { PeopleParts } from './parts.ts';

export interface Form {
  readonly subject: SubjectId;
  readonly event: string;
  readonly touchpoint: 'registration' | 'account';
  readonly product?: string;
  readonly data: { readonly [field: string]: unknown };
}

/** Fields that are missing, that the statement does not know here, or whose value they do not accept. */
export interface Unfit {
  readonly kind: 'unfit';
  readonly fields: readonly string[];
}

export type Submitted =
  | { readonly kind: 'stored' }
  | Unfit
  /** A value by which people are found is somebody else's. */
  | { readonly kind: 'taken'; readonly field: string }
  | { readonly kind: 'withheld'; readonly clause: string }
  | { readonly kind: 'gone' };

type FormParts = Pick<PeopleParts, 'gate' | 'compiled' | 'clock'>;

/** Sends a form through the gate. Fields that are `undefined` were left empty. */
export async function submit(parts: FormParts, form: Form): Promise<Submitted> {
  const unfit = unfitOf(parts, form.event, form.data);
  if (unfit !== undefined) return unfit;
  const { subject, event, touchpoint, product = '' } = form;
  const data = Object.fromEntries(Object.entries(form.data).filter(([, value]) => value !== undefined));
  const at = new Date(parts.clock()).toISOString();
  const collected = await parts.gate.collect({
    subject,
    product,
    touchpoint,
    isForm: true,
    id: randomUUID(),
    events: [{ event, at, data }],
  });
  if (collected.kind === 'taken' || collected.kind === 'gone') return collected;
  if (collected.kind === 'conflict') throw new RangeError('a random id came twice');
  const [clause] = Object.keys(collected.books.withheld);
  if (clause !== undefined) return { kind: 'withheld', clause };
  if (collected.books.refused.stopped !== undefined) throw stopped();
  if (Object.keys(collected.books.refused).length > 0) return { kind: 'unfit', fields: [] };
  return { kind: 'stored' };
}

const isAnyStopped = ({ parts, fields }: EventShape, data: Form['data'], stopped: Stopped): boolean =>
  [...fields.values()].some(
    ({ name, part }) => data[name] !== undefined && isStopped(stopped, parts[part]!.category, name),
  );

const stopped = () =>
  new Fault(
    'collection-stopped',
    'something of this form is not collected just now',
    'somebody who works here has stopped it, and can let it go on in the console',
  );

/** What is wrong with a form's data, looked at before anything is made for it; the gate decides all the same. */
export function unfitOf(
  { compiled, gate }: Pick<FormParts, 'compiled' | 'gate'>,
  event: string,
  data: Form['data'],
): Unfit | undefined {
  const shape = shapesOf(compiled).get(event);
  // Before anything is looked up: whether an address is taken must not show by it.
  if (shape !== undefined && isAnyStopped(shape, data, gate.stopped)) throw stopped();
  const missing = (shape?.demanded ?? []).map(({ name }) => name).filter((field) => data[field] === undefined);
  const wrong = Object.entries(data)
    .filter(([field, value]) => value !== undefined && !(shape?.fields.get(field)?.accepts(value) ?? false))
    .map(([field]) => field);
  // A hint is mailed in the clear on request: it must not be what it hints at.
  const { password, hint } = data;
  const tells = typeof password === 'string' && typeof hint === 'string' && plain(hint).includes(plain(password));
  const fields = [...missing, ...wrong, ...(tells && !wrong.includes('hint') ? ['hint'] : [])];
  return fields.length === 0 ? undefined : { kind: 'unfit', fields };
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

const shapes = new WeakMap<object, ReadonlyMap<string, EventShape>>();

function shapesOf(compiled: FormParts['compiled']): ReadonlyMap<string, EventShape> {
  const known = shapes.get(compiled) ?? eventShapes(compiled.statement);
  shapes.set(compiled, known);
  return known;
}
