import type { Hold } from '../../vault/holds.ts';

const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);

/** A hold on a line. The reason is for the person and for who decided. */
export function holdLine({ id, categories, reason, by, madeAt, endsAt, liftedAt }: Hold): string {
  const what = categories === undefined ? 'everything' : categories.join(', ');
  const until = liftedAt === undefined ? `until ${day(endsAt)}` : `lifted on ${day(liftedAt)}`;
  return `${id}  ${what}, since ${day(madeAt)}, ${until}, by ${by}: ${reason}`;
}

export const holdShown = ({ madeAt, endsAt, liftedAt, ...rest }: Hold) => ({
  ...rest,
  made: new Date(madeAt).toISOString(),
  ends: new Date(endsAt).toISOString(),
  ...(liftedAt !== undefined && { lifted: new Date(liftedAt).toISOString() }),
});
