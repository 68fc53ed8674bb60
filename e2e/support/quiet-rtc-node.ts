import { vi } from 'vitest';

/**
 * @livekit/rtc-node creates a logger when it is imported that writes debug lines to standard output unless NODE_ENV is
 * `production`, and has no other switch (0.13.35, src/log.ts). So it is imported with that value before the tests.
 */
vi.stubEnv('NODE_ENV', 'production');
await import('@livekit/rtc-node');
vi.unstubAllEnvs();
