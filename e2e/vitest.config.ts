import { defineConfig } from 'vitest/config';

// One stack serves all files, and two cores serve one file at a time.
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['**/*.test.ts'],
    globalSetup: './running-stack.ts',
    fileParallelism: false,
    maxConcurrency: 9,
    testTimeout: 90_000,
    hookTimeout: 300_000,
    // Where others share the machine, sound breaks up on its way and is misheard: then it is said again, as people do.
    retry: process.env['CI'] ? 2 : 0,
  },
});
