import type { Usage } from '@bakebot/protocol';
import { useServiceState } from './use-service-state.ts';

/** What the conversation has used so far: tokens, seconds, and an estimate of the cost. */
export function useUsage(): Usage | undefined {
  return useServiceState('usage');
}
