import type { AgentState } from '../state.ts';
import { useServiceState } from './use-service-state.ts';

/** Where the agent is: joining, listening, thinking, speaking, recovering, gone. */
export function useAgent(): AgentState {
  return useServiceState('agent');
}
