/** The Worker's secrets; docs/token-service.md describes each. */
export const WORKER_SECRETS = [
  'LIVEKIT_URL',
  'LIVEKIT_API_KEY',
  'LIVEKIT_API_SECRET',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'REVOCATION_KEY',
] as const;

/** The agent's secrets. LiveKit Cloud sets LIVEKIT_URL, LIVEKIT_API_KEY and LIVEKIT_API_SECRET itself. */
export const AGENT_SECRETS = [
  'GOOGLE_API_KEY',
  'OPENAI_API_KEY',
  'DEEPGRAM_API_KEY',
  'ELEVEN_API_KEY',
] as const;

/** Secrets that the agent does not start without. */
export const REQUIRED_AGENT_SECRETS = ['GOOGLE_API_KEY'] as const;

export type SecretOwner = 'worker' | 'agent';

/** Undefined for an unknown secret. */
export function ownerOf(name: string): SecretOwner | undefined {
  if (WORKER_SECRETS.some((known) => known === name)) return 'worker';
  return AGENT_SECRETS.some((known) => known === name) ? 'agent' : undefined;
}
