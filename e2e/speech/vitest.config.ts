import { defineConfig } from 'vitest/config';
import { RUNNING_STACK } from '../vitest.config.ts';

// One conversation at a time: on a busy machine, audio drops and speech recognition fails.
export default defineConfig({
  test: {
    ...RUNNING_STACK,
    name: 'speech',
    include: ['*.test.ts'],
    maxWorkers: 1,
    sequence: { groupOrder: 2 },
  },
});
