/**
 * Standings kept at hand, so that a batch costs one round trip. They may be stale: every act checks, under the
 * subject's lock, that what it was decided on still stands, and brings the newer standing if it does not.
 */
import { LRUCache } from 'lru-cache';
import type { SubjectStanding } from '../vault/standing.ts';
import type { Vault } from '../vault/vault.ts';
import type { SubjectId } from './gate.ts';

const MOST = 50_000;

export class Standings {
  readonly #vault: Vault;
  readonly #kept = new LRUCache<SubjectId, SubjectStanding>({ max: MOST });

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  /** The standing last seen, or else as it is now; `undefined` for a subject that never was. */
  async get(subject: SubjectId): Promise<SubjectStanding | undefined> {
    return this.#kept.get(subject) ?? (await this.fresh(subject));
  }

  /** The standing as it is now. */
  async fresh(subject: SubjectId): Promise<SubjectStanding | undefined> {
    const standing = await this.#vault.readStanding(subject);
    if (standing === undefined) this.#kept.delete(subject);
    else this.#kept.set(subject, standing);
    return standing;
  }

  keep(subject: SubjectId, standing: SubjectStanding): void {
    this.#kept.set(subject, standing);
  }

  forget(subject: SubjectId): void {
    this.#kept.delete(subject);
  }

  /** Another statement is in force: every standing rests on it. */
  forgetAll(): void {
    this.#kept.clear();
  }
}
