import { defineConfig } from 'vitest/config';
import { RUNNING_STACK } from '../vitest.config.ts';

// What is said here must be understood: one conversation at a time, because words break up on a busy machine.
export default defineConfig({
  test: {
    ...RUNNING_STACK,
    name: 'speech',
    include: ['*.test.ts'],
    maxWorkers: 1,
    sequence: { groupOrder: 2 },
  },
});
