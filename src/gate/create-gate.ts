import type { Statement } from '../statement/statement.ts';
import type { Notices } from '../vault/notices.ts';
import type { Vault } from '../vault/vault.ts';
import { createActs } from './acts.ts';
import { autoDelete, autoDeletions } from './auto-delete.ts';
import { choices, choose } from './choose.ts';
import { close, reopen } from './close.ts';
import { collect } from './collect.ts';
import { connect } from './connect.ts';
import { createContinuing } from './continuing.ts';
import { createDifferences } from './difference-apart.ts';
import { directive } from './directive.ts';
import { erase } from './erase.ts';
import { figure } from './figure.ts';
import type { Gate, SubjectId } from './gate.ts';
import { Glass } from './glass.ts';
import { followInForce } from './in-force.ts';
import { limit, limits } from './limit.ts';
import { open } from './open.ts';
import { OtherVersion } from './other-version.ts';
import { type GateParts, MOST_ATTEMPTS } from './parts.ts';
import { createPublishing } from './publish.ts';
import { putInForce } from './put-in-force.ts';
import { removals, remove, undo } from './remove.ts';
import { Standings } from './standings.ts';
import { stop } from './stop.ts';
import { sweep } from './sweep.ts';
import { watch } from './watch.ts';

export interface GateOptions<S extends Statement> {
  readonly statement: S;
  /** The prose that people read beside it. */
  readonly wording?: object | undefined;
  readonly vault: Vault;
  /** Tells when a standing changes, or another statement is in force, in whichever process. */
  readonly notices: Pick<Notices, 'onStanding' | 'onStatement'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** The public keys of those who may approve a new version, as they are declared now; by default nobody. */
  readonly approvers?: (() => readonly string[]) | undefined;
}

/** Milliseconds. */
const LOOKS_EVERY = 1_000;

/**
 * Opens the gate: puts the statement in force if it may be, and returns the verbs, which go by the one that is in force at
 * the moment of each act.
 *
 * @throws Fault, see `putInForce`
 */
export async function createGate<S extends Statement>(options: GateOptions<S>): Promise<Gate<S>> {
  const { vault, notices, clock } = options;
  const inForce = await followInForce(vault, notices, await putInForce(vault, options));

  const standings = new Standings(vault);
  const acts = createActs(vault, clock);
  const glass = new Glass();
  const continuing = createContinuing(vault);
  const { compiledOf } = inForce;
  const partsNow = (): GateParts => ({ vault, standings, glass, continuing, compiledOf, clock, ...inForce.now });
  let parts = partsNow();
  inForce.onChange(() => {
    parts = partsNow();
    standings.forgetAll();
  });
  notices.onStanding(undefined, (subject) => {
    standings.forget(subject as SubjectId);
    acts.forget(subject as SubjectId);
  });

  const difference = createDifferences();
  const publishing = createPublishing({
    ...{ vault, difference, clock, changed: inForce.refresh },
    approvers: options.approvers ?? (() => []),
  });
  /** What is due may have to wait for people who were told late. */
  let lookAgainAt = 0;
  async function goOver(): Promise<void> {
    lookAgainAt = clock() + LOOKS_EVERY;
    await publishing.takeEffect();
  }

  /** Decides by the version in force, and anew if another has come into force meanwhile. */
  const acting =
    <A extends readonly unknown[], R>(verb: (parts: GateParts, ...rest: A) => Promise<R>) =>
    async (...rest: A): Promise<R> => {
      if (clock() >= inForce.nextAt && clock() >= lookAgainAt) await goOver();
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await verb(parts, ...rest);
        } catch (error) {
          if (!(error instanceof OtherVersion) || attempt === MOST_ATTEMPTS) throw error;
          await inForce.refresh();
          standings.forgetAll();
        }
      }
    };

  return {
    get compiled() {
      return parts.compiled;
    },
    get hash() {
      return parts.hash;
    },
    get stopped() {
      return parts.stopped;
    },
    get heritage() {
      return parts.heritage;
    },
    collect: acting(collect),
    open: acting(open),
    acts: acts.read,
    watch: acting(watch),
    choose: acting(choose),
    choices: acting(choices),
    directive: acting((parts, subject, touchpoint, facts = {}) => directive(parts, subject, touchpoint, facts)),
    figure: acting(figure),
    erase: acting(erase),
    limit: acting(limit),
    limits: acting(limits),
    remove: acting(remove),
    undo: acting(undo),
    removals: acting(removals),
    autoDelete: acting(autoDelete),
    autoDeletions: acting(autoDeletions),
    stop: acting(async (parts, stopping) => {
      const set = await stop(parts, stopping);
      await inForce.refresh();
      return set;
    }),
    close: acting(close),
    reopen: acting(reopen),
    connect: acting(connect),
    sweep: acting(sweep),
    receipt: (id) => vault.readReceipt(id),
    onStanding: (subject, changed) => notices.onStanding(subject, changed),
    onVersion: inForce.onChange,
    publishing,
    difference,
  };
}
