/** What a running service does for itself from time to time, in every process: each step may be done twice at once. */
import type { Gate } from '../gate/gate.ts';
import type { Publishing } from '../gate/publish.ts';
import type { People } from '../people/people.ts';
import type { Doubt } from '../vault/known-time.ts';
import type { Ledger } from '../vault/ledger.ts';
import type { Vault } from '../vault/vault.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** How long a batch's id is known again. Longer than any product keeps events that it could not send. */
export const BATCH_IDS_LIVE = 14 * 24 * HOUR;

interface House {
  readonly vault: Vault;
  readonly gate: Pick<Gate, 'sweep'>;
  readonly ledger: Ledger;
  readonly people: Pick<
    People,
    'mail' | 'carryOutDue' | 'forgetRequests' | 'forgetAddresses' | 'announce' | 'tellOwners'
  >;
  readonly publishing: Pick<Publishing, 'takeEffect'>;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Told when nothing is deleted since the time is in doubt. */
  readonly doubt: (doubt: Doubt) => void;
}

/** Starts, and returns the way to stop. What fails is tried again the next time. */
export function keepHouse({ vault, gate, ledger, people, publishing, clock, doubt }: House): () => void {
  const timers = [
    every(SECOND, () => ledger.integrate()),
    every(5 * SECOND, () => people.mail.deliver()),
    every(5 * SECOND, () => publishing.takeEffect()),
    every(5 * SECOND, () => people.announce()),
    every(5 * SECOND, () => people.tellOwners()),
    every(5 * SECOND, () => people.carryOutDue()),
    every(HOUR, () => people.forgetRequests()),
    every(HOUR, () => vault.suppression.forget()),
    every(HOUR, () => people.forgetAddresses()),
    every(MINUTE, () => vault.tallyBatches()),
    every(MINUTE, () => vault.resumeErasures()),
    every(HOUR, async () => {
      const swept = await gate.sweep();
      if (swept.kind === 'refused') doubt(swept);
    }),
    every(HOUR, () => vault.rotateWhenDue()),
    every(HOUR, () => vault.dropBatches(clock() - BATCH_IDS_LIVE)),
  ];
  return () => timers.forEach(clearInterval);
}

function every(time: number, work: () => Promise<unknown>): NodeJS.Timeout {
  let isAtIt = false;
  const round = async () => {
    if (isAtIt) return;
    isAtIt = true;
    await work().catch(() => {});
    isAtIt = false;
  };
  return setInterval(() => void round(), time).unref();
}
