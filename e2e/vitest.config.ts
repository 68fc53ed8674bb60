import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Settings of all tests that use the running stack. */
export const RUNNING_STACK = {
  globalSetup: join(import.meta.dirname, 'support', 'global-setup.ts'),
  setupFiles: join(import.meta.dirname, 'support', 'quiet-rtc-node.ts'),
  // Long, because the machine may be busy. Tests wait for events, not for time to pass.
  testTimeout: 180_000,
  hookTimeout: 300_000,
  // On a shared CI machine, real-time audio sometimes drops: one retry, there only.
  retry: process.env['CI'] ? 1 : 0,
} satisfies TestProjectInlineConfiguration['test'];

// Two files run at a time, because they mostly wait for speech. They share one stack: the faults that a test adds must
// match no turn of a concurrent test.
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
