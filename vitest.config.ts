import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // One less would be the default: half of a small machine.
    maxWorkers: '100%',
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{protocol,agent,client,playground,gemini-emulator,local-stack,tools,bench,ops}/**/*.test.{ts,tsx}',
          ],
          exclude: ['**/node_modules/**'],
          typecheck: {
            enabled: true,
            include: ['client/test/**/*.test-d.ts'],
            tsconfig: 'client/tsconfig.json',
          },
        },
      },
      // Packages whose tests need a runtime of their own: workerd, a running stack.
      '{worker-token,e2e,e2e/speech}/vitest.config.ts',
    ],
  },
});
