import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';
import { TEST_BINDINGS } from './src/testing/bindings.ts';

export default defineConfig({
  plugins: [
    cloudflareTest({
      wrangler: { configPath: '../wrangler.toml' },
      miniflare: {
        bindings: { ...TEST_BINDINGS },
        ratelimits: { TIGHT_LIMIT: { namespace_id: '1', simple: { limit: 1, period: 60 } } },
      },
    }),
  ],
  test: {
    name: 'worker',
    include: ['src/**/*.test.ts'],
    isolate: false,
    // Random requests come by the thousand, and the machine may be busy.
    testTimeout: 60_000,
  },
});
