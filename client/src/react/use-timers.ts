import type { Timer } from '@bakebot/protocol';
import { useServiceState } from './use-service-state.ts';

/** The kitchen timers that the agent keeps. What is left of one is `ringsAt - Date.now()`. */
export function useTimers(): readonly Timer[] {
  return useServiceState('timers');
}
