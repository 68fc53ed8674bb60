import type { MicrophoneState } from '../state.ts';
import { useServiceState } from './use-service-state.ts';

/** Which way the user is heard, and whether a recording is under way. */
export function useMicrophone(): MicrophoneState {
  return useServiceState('microphone');
}
