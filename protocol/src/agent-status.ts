import * as z from 'zod/mini';

/**
 * `recovering`: a component of the agent failed and is being replaced; answers may be delayed, no turn is lost.
 * `recovered`: answers arrive as usual again. `leaving_soon`: the agent is near a limit, and continues. `leaving`: the agent
 * is about to leave the room for good.
 */
export const AgentStatus = z.enum(['recovering', 'recovered', 'leaving_soon', 'leaving']);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** Why the agent leaves. `docs/protocol.md` lists what the app should do about each reason. */
export const LeaveReason = z.enum([
  /** The user did not respond for a long time, not even to a prompt. */
  'idle',
  /** The conversation has reached its maximum duration. */
  'session_limit',
  /** The conversation has cost as much as the operator allows. */
  'budget',
  /** The agent's machine is being replaced; another is ready. */
  'shutting_down',
  /** No model responded for a minute. */
  'model_unavailable',
  /** The agent cannot parse the dispatch metadata: token service and agent have different versions. */
  'metadata_invalid',
  /** Another agent was in the room first. */
  'superfluous',
]);
export type LeaveReason = z.infer<typeof LeaveReason>;
