import type { Recipe, Timer, Usage } from '@bakebot/protocol';
import type { AgentState, ConversationItem, MicrophoneState, SoundState } from '../state/state.ts';
import { useServiceState } from './use-service-state.ts';

/** The agent's state: joining, listening, thinking, speaking, recovering, gone. */
export function useAgent(): AgentState {
  return useServiceState('agent');
}

/** Messages of both sides, in order; an item's `id` is its React key. */
export function useConversation(): readonly ConversationItem[] {
  return useServiceState('conversation');
}

/** The microphone's mode, permission and current recording. */
export function useMicrophone(): MicrophoneState {
  return useServiceState('microphone');
}

/** The recipe being cooked, with its current step. */
export function useRecipe(): Recipe | undefined {
  return useServiceState('recipe');
}

/** Whether replies are spoken, and whether playback is blocked. */
export function useSound(): SoundState {
  return useServiceState('sound');
}

/** The agent's kitchen timers. A timer's remaining time is `ringsAt - Date.now()`. */
export function useTimers(): readonly Timer[] {
  return useServiceState('timers');
}

/** The conversation's consumption so far: tokens, seconds, and an estimated cost. */
export function useUsage(): Usage | undefined {
  return useServiceState('usage');
}
