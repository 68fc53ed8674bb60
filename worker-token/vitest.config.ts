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
    // fuzz.test.ts sends thousands of requests, possibly on a busy machine.
    testTimeout: 60_000,
  },
});
