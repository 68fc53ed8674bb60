import { vi } from 'vitest';

/**
 * @livekit/rtc-node makes a logger as it is loaded that writes debug lines to standard output unless NODE_ENV says
 * production, and has no other switch (0.13.35, src/log.ts). So it is loaded under that name, before the tests.
 */
vi.stubEnv('NODE_ENV', 'production');
await import('@livekit/rtc-node');
vi.unstubAllEnvs();
