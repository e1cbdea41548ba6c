import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'statements/**/*.test.ts', 'tests/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // What is waited for may come late on a machine that has much to do.
    expect: { poll: { timeout: 10_000 } },
    // Two workers: each file that needs a database has its own, and the machine at hand may be small.
    maxWorkers: 2,
    pool: 'forks',
  },
});
