import type { llm } from '@livekit/agents';

/**
 * A copy of the conversation without what was said in answer to a turn, so that it can be answered anew. What tools did
 * stays: a timer that is set must not be set again.
 */
export function forgetAnswer(chat: llm.ChatContext, turnId: string): llm.ChatContext {
  const copy = chat.copy();
  const turnAt = copy.items.findIndex(({ id }) => id === turnId);
  if (turnAt < 0) return copy;
  copy.items = copy.items.filter(
    (item, at) => at <= turnAt || item.type !== 'message' || item.role !== 'assistant',
  );
  return copy;
}

/** A copy of the conversation without a turn that failed: it is not answered later, and nothing in it fails another. */
export function forgetTurn(chat: llm.ChatContext, turnId: string): llm.ChatContext {
  const copy = forgetAnswer(chat, turnId);
  copy.items = copy.items.filter(({ id }) => id !== turnId);
  return copy;
}
