import type { Example } from '../../src/statement/statement.ts';
export const examples: readonly Example[] = [];
