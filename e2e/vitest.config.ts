import { defineConfig } from 'vitest/config';

// One stack serves all files, and most of a file's time it waits for words to be spoken: two run at a time. So a test
// finds others beside it: the faults that it orders must strike no turn but its own.
export default defineConfig({
  test: {
    name: 'e2e',
    include: ['**/*.test.ts'],
    globalSetup: './running-stack.ts',
    setupFiles: './quiet-media.ts',
    maxWorkers: 2,
    maxConcurrency: 6,
    // Generous, because the machine may be busy: a test waits for events, never for time to pass.
    testTimeout: 180_000,
    hookTimeout: 300_000,
    // Sound in real time on a machine that others share breaks up now and then: there, and only there, once more.
    retry: process.env['CI'] ? 1 : 0,
    sequence: { groupOrder: 1 },
  },
});
