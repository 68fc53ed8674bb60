import { inference, type voice } from '@livekit/agents';

/**
 * How the agent knows that somebody has finished speaking, and that somebody speaks over it. Everything runs inside
 * the process: the defaults would send this to LiveKit Cloud in development.
 */
export function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    interruption: { mode: 'vad', minDuration: 300 },
    // Up to three further model calls a spoken turn, each with the conversation's pictures: not worth it.
    preemptiveGeneration: { enabled: false },
  };
}
