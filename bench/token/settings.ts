/** Settings of both token servers, with keys for the benchmark alone. */
export const SETTINGS = {
  LIVEKIT_URL: 'wss://livekit.example.com',
  LIVEKIT_API_KEY: 'bench-key',
  LIVEKIT_API_SECRET: 'livekit-secret-for-the-benchmark-alone-1',
  AGENT_NAME: 'bakebot',
  SESSION_ALGORITHM: 'HS256',
  SESSION_SECRET: 'session-secret-for-the-benchmark-alone-2',
  SESSION_ISSUER: 'https://sign-in.example.com',
  SESSION_AUDIENCE: 'bakebot',
} as const;
