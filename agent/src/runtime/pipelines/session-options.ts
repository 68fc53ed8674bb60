import type { voice } from '@livekit/agents';

/** What every session has, whatever its models. */
export const SESSION_OPTIONS = {
  // A failed turn is told to the user and the next one is tried: it does not end the conversation.
  connOptions: { maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER },
  // Echo cancellation is the app's; without this the first three seconds could not be interrupted.
  aecWarmupDuration: null,
  // Ours knows of typed turns and of kitchen timers: see lifecycle/idle-timeout.ts.
  userAwayTimeout: null,
} satisfies Partial<voice.AgentSessionOptions>;
