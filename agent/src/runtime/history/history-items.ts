import { llm } from '@livekit/agents';
import * as z from 'zod';

/** The latest items of a conversation that outlive its process, and their text in characters. */
const MAX_ITEMS = 60;
const MAX_CHARACTERS = 64_000;

const Common = { id: z.string(), at: z.number() };

/** One item of a conversation as JSON. Photos are left out. */
export const HistoryItem = z.discriminatedUnion('type', [
  z.object({
    ...Common,
    type: z.literal('message'),
    role: z.enum(['user', 'assistant']),
    text: z.string(),
  }),
  z.object({
    ...Common,
    type: z.literal('function_call'),
    callId: z.string(),
    name: z.string(),
    args: z.string(),
  }),
  z.object({
    ...Common,
    type: z.literal('function_call_output'),
    callId: z.string(),
    name: z.string(),
    output: z.string(),
    isError: z.boolean(),
  }),
]);
export type HistoryItem = z.infer<typeof HistoryItem>;

/** The latest part of a conversation, to be continued by another process. */
export function toHistoryItems({ items }: llm.ChatContext): readonly HistoryItem[] {
  const latest = items.flatMap((item) => toHistoryItem(item) ?? []).slice(-MAX_ITEMS);
  let characters = 0;
  const from = latest.findLastIndex(
    (item) => (characters += JSON.stringify(item).length) > MAX_CHARACTERS,
  );
  return latest.slice(from + 1);
}

function toHistoryItem(item: llm.ChatItem): HistoryItem | undefined {
  const { id, createdAt: at } = item;
  switch (item.type) {
    case 'message': {
      const { role, textContent: text = '' } = item;
      return role === 'user' || role === 'assistant'
        ? { id, at, type: item.type, role, text }
        : undefined;
    }
    case 'function_call': {
      const { callId, name, args } = item;
      return { id, at, type: item.type, callId, name, args };
    }
    case 'function_call_output': {
      const { callId, name, output, isError } = item;
      return { id, at, type: item.type, callId, name, output, isError };
    }
    default:
      return undefined;
  }
}

export function toChatContext(items: readonly HistoryItem[]): llm.ChatContext {
  return new llm.ChatContext(items.map(toChatItem));
}

function toChatItem({ at: createdAt, ...item }: HistoryItem): llm.ChatItem {
  switch (item.type) {
    case 'message': {
      const content = item.text || '[an earlier photo]';
      return llm.ChatMessage.create({ id: item.id, role: item.role, content, createdAt });
    }
    case 'function_call':
      return llm.FunctionCall.create({ ...item, createdAt });
    case 'function_call_output':
      return llm.FunctionCallOutput.create({ ...item, createdAt });
  }
}
