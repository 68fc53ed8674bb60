import type { SoundState } from '../state.ts';
import { useServiceState } from './use-service-state.ts';

/** Whether replies are spoken, and whether the browser holds the sound back. */
export function useSound(): SoundState {
  return useServiceState('sound');
}
