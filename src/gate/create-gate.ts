import { createHash } from 'node:crypto';
import { type Compiled, compile } from '../decide/compile.ts';
import { canonical } from '../statement/canonical.ts';
import type { Statement } from '../statement/statement.ts';
import type { Notices } from '../vault/notices.ts';
import type { Vault } from '../vault/vault.ts';
import { createActs } from './acts.ts';
import { choices, choose } from './choose.ts';
import { collect } from './collect.ts';
import { directive } from './directive.ts';
import { erase } from './erase.ts';
import { figure } from './figure.ts';
import type { Gate, SubjectId } from './gate.ts';
import { Glass } from './glass.ts';
import { secretsOf } from './hash-secrets.ts';
import { open } from './open.ts';
import type { GateParts } from './parts.ts';
import { createSeeing } from './see-batch.ts';
import { createSifter } from './sift.ts';
import { Standings } from './standings.ts';
import { watch } from './watch.ts';

export interface GateOptions<S extends Statement> {
  readonly statement: S;
  readonly vault: Vault;
  /** Tells when a standing changes, in whichever process. */
  readonly notices: Notices;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/** SHA-256 of a statement's canonical text, in hexadecimal: names one exact version. */
export const hashOf = (statement: Statement): string => createHash('sha256').update(canonical(statement)).digest('hex');

/** Opens the gate: puts the statement in force if it is not, and returns the verbs. */
export async function createGate<S extends Statement>(
  options: GateOptions<S>,
): Promise<Gate<S> & { readonly compiled: Compiled; readonly hash: string }> {
  const { statement, vault, notices, clock } = options;
  const compiled = compile(statement);
  const text = canonical(statement);
  const hash = hashOf(statement);
  await vault.publish({ hash, id: statement.id, dated: statement.dated, canonical: text });

  const standings = new Standings(vault);
  const sift = createSifter(compiled, vault.nameHash);
  const secrets = secretsOf(statement);
  const see = createSeeing(compiled, sift);
  const acts = createActs(vault, clock);
  const glass = new Glass();
  const parts: GateParts = { vault, compiled, hash, sift, secrets, standings, glass, see, clock };
  notices.onStanding(undefined, (subject) => {
    standings.forget(subject as SubjectId);
    acts.forget(subject as SubjectId);
  });

  return {
    compiled,
    hash,
    collect: (batch) => collect(parts, batch),
    open: (opening) => open(parts, opening),
    acts: acts.read,
    watch: (subject, see) => watch(parts, subject, see),
    choose: (choosing) => choose(parts, choosing),
    choices: (subject) => choices(parts, subject),
    directive: (subject, touchpoint, facts = {}) => directive(parts, subject, touchpoint, facts),
    figure: (showing) => figure(parts, showing),
    erase: (erasing) => erase(parts, erasing),
    receipt: (id) => vault.readReceipt(id),
    onStanding: (subject, changed) => notices.onStanding(subject, changed),
  };
}
