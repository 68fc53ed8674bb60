import type { llm } from '@livekit/agents';

/**
 * A copy of the conversation as it was before a turn that is to be asked again: without the turn, and without what was said
 * to it. If tools did something for it, both they and the turn stay: a timer that is set must not be set again.
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

/** A copy of the conversation without a turn that failed: it is not answered later, and nothing in it fails another. */
export function forgetTurn(chat: llm.ChatContext, turnId: string): llm.ChatContext {
  const copy = forgetAttempt(chat, turnId);
  copy.items = copy.items.filter(({ id }) => id !== turnId);
  return copy;
}
