/** What enforces each promise that is called kept, and how to switch it off: see `npm run prove`. */
import type { Mutation } from '../../src/promises/proofs.ts';

export const mutations: readonly Mutation[] = [];
