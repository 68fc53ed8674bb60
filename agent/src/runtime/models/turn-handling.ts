import { inference, type voice } from '@livekit/agents';

/**
 * How the agent knows that somebody has finished speaking, and that somebody speaks over it. Everything runs inside
 * the process: the defaults would send this to LiveKit Cloud in development.
 */
export function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    // At the first sound of a voice: the agent only pauses, and goes on when no words follow.
    interruption: { mode: 'vad', minDuration: 50 },
    // Up to three further model calls a spoken turn, each with the conversation's pictures: not worth it.
    preemptiveGeneration: { enabled: false },
  };
}
