import type { ConversationItem } from '../state.ts';
import { useServiceState } from './use-service-state.ts';

/** What was said, typed and shown by both sides, in order; each item's `id` is its key. */
export function useConversation(): readonly ConversationItem[] {
  return useServiceState('conversation');
}
