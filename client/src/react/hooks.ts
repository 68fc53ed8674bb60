import type { Recipe, Timer, Usage } from '@bakebot/protocol';
import type { AgentState, ConversationItem, MicrophoneState, SoundState } from '../state/state.ts';
import { useServiceState } from './use-service-state.ts';

/** Where the agent is: joining, listening, thinking, speaking, recovering, gone. */
export function useAgent(): AgentState {
  return useServiceState('agent');
}

/** What was said, typed and shown by both sides, in order; each item's `id` is its key. */
export function useConversation(): readonly ConversationItem[] {
  return useServiceState('conversation');
}

/** Which way the user is heard, and whether a recording is under way. */
export function useMicrophone(): MicrophoneState {
  return useServiceState('microphone');
}

/** The recipe on the counter, and the step of it that the cook is at. */
export function useRecipe(): Recipe | undefined {
  return useServiceState('recipe');
}

/** Whether replies are spoken, and whether the browser holds the sound back. */
export function useSound(): SoundState {
  return useServiceState('sound');
}

/** The kitchen timers that the agent keeps. What is left of one is `ringsAt - Date.now()`. */
export function useTimers(): readonly Timer[] {
  return useServiceState('timers');
}

/** What the conversation has used so far: tokens, seconds, and an estimate of the cost. */
export function useUsage(): Usage | undefined {
  return useServiceState('usage');
}
