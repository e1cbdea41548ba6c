/** What a running service does for itself from time to time, in every process: each step may be done twice at once. */
import type { Vault } from '../vault/vault.ts';

const HOUR = 60 * 60_000;
/** How long a batch's id is known again. Longer than any product keeps events that it could not send. */
export const BATCH_IDS_LIVE = 14 * 24 * HOUR;

/** Starts, and returns the way to stop. What fails is tried again an hour later. */
export function keepHouse(vault: Vault, clock: () => number): () => void {
  const once = () => void vault.foldBatches(clock() - BATCH_IDS_LIVE).catch(() => {});
  const timer = setInterval(once, HOUR);
  timer.unref();
  return () => clearInterval(timer);
}
