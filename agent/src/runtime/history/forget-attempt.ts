import type { llm } from '@livekit/agents';

/**
 * A copy of the chat context without a turn that is to be attempted again, and without the words spoken in reply to it. Tool
 * calls made for the turn stay, and the turn with them: the side effects of a tool must not happen twice.
 */
export function forgetAttempt(chat: llm.ChatContext, turnId: string): llm.ChatContext {
  const copy = chat.copy();
  const turnAt = copy.items.findIndex(({ id }) => id === turnId);
  if (turnAt < 0) return copy;
  const hasToolCalls = copy.items.slice(turnAt).some(({ type }) => type === 'function_call');
  copy.items = copy.items.filter(
    (item, at) =>
      at < turnAt ||
      (at === turnAt && hasToolCalls) ||
      (at > turnAt && (item.type !== 'message' || item.role !== 'assistant')),
  );
  return copy;
}

/** A copy of the chat context without a turn that failed: it must neither be answered later nor make another turn fail. */
export function forgetTurn(chat: llm.ChatContext, turnId: string): llm.ChatContext {
  const copy = forgetAttempt(chat, turnId);
  copy.items = copy.items.filter(({ id }) => id !== turnId);
  return copy;
}
