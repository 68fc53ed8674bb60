import * as z from 'zod/mini';

/**
 * How the agent is: `recovering` from a fault (answers may take a moment, nothing that was asked is lost), `recovered`,
 * or `leaving` for good.
 */
export const AgentStatus = z.enum(['recovering', 'recovered', 'leaving']);
export type AgentStatus = z.infer<typeof AgentStatus>;

/** Why an agent leaves. After each but `idle` and `session_limit` it is right to ask for another one at once. */
export const LeaveReason = z.enum([
  /** Nobody said anything for long, not even when asked. */
  'idle',
  /** The conversation has reached the longest time that one may take. */
  'session_limit',
  /** The agent's machine is being replaced: another one is ready. */
  'shutting_down',
  /** No model could be reached for minutes. */
  'model_unavailable',
  /** The token service told the agent something that it does not understand: the two are of different versions. */
  'metadata_invalid',
  /** Another agent was there first. */
  'superfluous',
]);
export type LeaveReason = z.infer<typeof LeaveReason>;
