import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/assembly.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // One file at a time: journeys with fifty senders measure the system, not a second test beside them on two cores.
    maxWorkers: 1,
  },
});
