/** A version of the statement, made ready to decide by. */
import { createHash } from 'node:crypto';
import { type Compiled, compile } from '../decide/compile.ts';
import { heritageOf } from '../decide/heritage.ts';
import { type Stopped, withStopped } from '../decide/stopped.ts';
import { canonical } from '../statement/canonical.ts';
import { freeze } from '../statement/freeze.ts';
import type { Statement } from '../statement/statement.ts';
import { Fault } from '../vault/fault.ts';
import type { PublishedStatement } from '../vault/publish.ts';
import type { Vault } from '../vault/vault.ts';
import { type Secrets, secretsOf } from './hash-secrets.ts';
import { createSeeing } from './see-batch.ts';
import { createSifter, type Sift } from './sift.ts';

/** Some versions, oldest first. */
export type Versions = readonly [Statement, ...Statement[]];

export interface Version {
  readonly compiled: Compiled;
  /** The statement with what it dropped of earlier ones: by it, what is still held is explained and ends. */
  readonly heritage: Statement;
  /** Of the statement's canonical text: names the version. */
  readonly hash: string;
  /** Whether people were told before it took effect: then their going on is recorded. */
  readonly isAnnounced: boolean;
  /** How often something was stopped, or went on, and what is stopped now. */
  readonly stops: number;
  readonly stopped: Stopped;
  readonly sift: Sift;
  readonly secrets: Secrets;
  /** A batch for the glass. */
  readonly see: ReturnType<typeof createSeeing>;
}

/** SHA-256 of a canonical text, in hexadecimal. */
export const textHash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The hash of a statement's canonical text: names one exact version. */
export const hashOf = (statement: Statement): string => textHash(canonical(statement));

/** The statement that a stored text is, if it is what its hash says. @throws Fault `storage-damaged` */
export function statementIn({ written, hash }: Pick<PublishedStatement, 'written' | 'hash'>): Statement {
  const statement = freeze(JSON.parse(written) as Statement);
  if (hashOf(statement) === hash) return statement;
  throw new Fault('storage-damaged', `the text of statement ${hash} is not what its hash says`, 'bring a backup back');
}

/** The newest of some versions, made ready. */
export function versionOf(
  versions: Versions,
  {
    vault,
    ...named
  }: Pick<Version, 'hash' | 'isAnnounced' | 'stops' | 'stopped'> & { readonly vault: Pick<Vault, 'nameHash'> },
): Version {
  const statement = versions.at(-1)!;
  const { stopped } = named;
  const compiled = withStopped(compile(statement), stopped);
  const sift = createSifter(compiled, vault.nameHash, stopped);
  return {
    ...named,
    compiled,
    heritage: heritageOf(versions),
    sift,
    secrets: secretsOf(statement),
    see: createSeeing(compiled, sift),
  };
}
