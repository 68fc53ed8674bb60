import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** What all tests of the running parts have in common. */
export const RUNNING_STACK = {
  globalSetup: join(import.meta.dirname, 'support', 'running-stack.ts'),
  setupFiles: join(import.meta.dirname, 'support', 'quiet-media.ts'),
  // Generous, because the machine may be busy: a test waits for events, never for time to pass.
  testTimeout: 180_000,
  hookTimeout: 300_000,
  // Sound in real time on a machine that others share breaks up now and then: there, and only there, once more.
  retry: process.env['CI'] ? 1 : 0,
} satisfies TestProjectInlineConfiguration['test'];

// One stack serves all files, and most of a file's time it waits for words to be spoken: two run at a time. So a test
// finds others beside it: the faults that it orders must strike no turn but its own.
export default defineConfig({
  test: {
    ...RUNNING_STACK,
    name: 'e2e',
    include: ['*.test.ts'],
    maxWorkers: 2,
    maxConcurrency: 6,
    sequence: { groupOrder: 1 },
  },
});
