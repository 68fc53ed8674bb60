import type { TextBindings } from '../config/settings.ts';

/** A valid configuration. */
export const TEST_BINDINGS = {
  LIVEKIT_URL: 'wss://livekit.example.com',
  LIVEKIT_API_KEY: 'test-key',
  LIVEKIT_API_SECRET: 'livekit-secret-0123456789-abcdefghijk',
  SESSION_ALGORITHM: 'HS256',
  SESSION_SECRET: 'session-secret-0123456789-abcdefghijk',
  SESSION_ISSUER: 'https://sign-in.example.com',
  SESSION_AUDIENCE: 'bakebot',
  ALLOWED_ORIGINS: 'https://app.example.com,http://localhost:5173',
} as const satisfies TextBindings;
