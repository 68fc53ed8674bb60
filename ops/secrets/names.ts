/** The Worker's secrets: docs/token-service.md says what each is. */
export const WORKER_SECRETS = [
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'REVOCATION_KEY',
] as const;

/** The agent's. LiveKit Cloud gives it LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET by itself. */
export const AGENT_SECRETS = [
  'GOOGLE_API_KEY',
  'OPENAI_API_KEY',
  'DEEPGRAM_API_KEY',
  'ELEVEN_API_KEY',
] as const;

/** Those that it does not start without. */
export const REQUIRED_AGENT_SECRETS = ['GOOGLE_API_KEY'] as const;

export type Target = 'worker' | 'agent';

/** Whose secret this is; undefined for a name that nobody knows. */
export function targetOf(name: string): Target | undefined {
  if (WORKER_SECRETS.some((known) => known === name)) return 'worker';
  return AGENT_SECRETS.some((known) => known === name) ? 'agent' : undefined;
}
