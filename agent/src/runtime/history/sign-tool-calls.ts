import { llm } from '@livekit/agents';
import { copyCall } from './copy-call.ts';

/**
 * Gemini 3 rejects a request in which the first call of a step of the current turn has no thought signature. Calls of Gemini Live
 * and of other vendors have none: Google documents this value for them.
 * https://ai.google.dev/gemini-api/docs/thought-signatures
 */
const NO_SIGNATURE = 'skip_thought_signature_validator';

/** A copy of a repaired chat context (see {@link repairHistory}) with the thought signatures that Gemini needs. */
export function signToolCalls({ items }: llm.ChatContext): llm.ChatContext {
  const start = currentTurnOf(items);
  const groups = new Set<string | undefined>();
  return new llm.ChatContext(
    items.map((item, at) => {
      if (item.type !== 'function_call' || groups.has(item.groupId)) return item;
      groups.add(item.groupId);
      if (item.thoughtSignature !== undefined || at < start) return item;
      return copyCall(item, { thoughtSignature: NO_SIGNATURE });
    }),
  );
}

/** A copy of the chat context without thought signatures, which the framework would send to OpenAI as a field unknown there. */
export function unsignToolCalls({ items }: llm.ChatContext): llm.ChatContext {
  return new llm.ChatContext(
    items.map((item) => {
      if (item.type !== 'function_call') return item;
      const { thoughtSignature: _, extra, ...call } = item;
      const { google: __, ...others } = extra;
      return llm.FunctionCall.create({ ...call, extra: others });
    }),
  );
}

/** Index of the user's message with which the current turn begins. One that is sent with a tool's output begins none. */
function currentTurnOf(items: readonly llm.ChatItem[]): number {
  let start = 0;
  let isWithOutput = false;
  for (const [at, item] of items.entries()) {
    const isOfUser = item.type === 'message' && item.role === 'user';
    if (isOfUser && !isWithOutput) start = at;
    if (item.type === 'function_call_output') isWithOutput = true;
    if (item.type === 'message' && item.role === 'assistant') isWithOutput = false;
  }
  return start;
}
