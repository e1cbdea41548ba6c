import { type Static, Type } from 'typebox';
import type { Database } from '../../vault/database.ts';
import { Problem } from '../problems.ts';
import { findVersion, type VersionText, versions } from '../versions.ts';
import { Exactly } from './shapes.ts';

const Hash = (description: string) => Type.Optional(Type.String({ maxLength: 64, description }));

/** Two versions by their hashes. */
export const Between = Exactly({
  from: Hash('The earlier version; without it, the one before `to`'),
  to: Hash('The later version; without it, the one in force'),
});

/** @throws Problem `not-found` if one of them is no version that was in force */
export async function betweenOf(
  database: Database,
  { from, to }: Static<typeof Between>,
): Promise<readonly [before: VersionText, after: VersionText]> {
  const all = await versions(database);
  const later = to ?? all.at(-1)?.hash ?? '';
  const earlier = from ?? all[all.findIndex(({ hash }) => hash === later) - 1]?.hash ?? later;
  const [before, after] = await Promise.all([findVersion(database, earlier), findVersion(database, later)]);
  if (before === undefined || after === undefined) throw new Problem('not-found');
  return [before, after];
}
