import { llm } from '@livekit/agents';
import { parseJson } from '../json/parse-json.ts';
import { copyCall } from './copy-call.ts';

/** Stands for a turn that was forgotten, before a tool call that was made for it. */
const WITHDRAWN = '(the request was withdrawn)';

/** What a model sends at once: words, tool calls, or both; or one message of anyone else. */
type Step = {
  message?: llm.ChatMessage;
  readonly calls: { readonly call: llm.FunctionCall; readonly output: llm.FunctionCallOutput }[];
};

/**
 * A copy of the chat context that models accept. Forgotten turns, interruptions and a change of the pipeline leave calls without
 * an output, outputs without a call, calls without a user's turn before them, and empty messages: Gemini rejects the
 * conversation for each of them, and every later request with it. Items get new ids, because the framework orders them by their ids.
 */
export function repairHistory(chat: llm.ChatContext): llm.ChatContext {
  const items: llm.ChatItem[] = [];
  let hasUserTurn = false;
  for (const [index, { message, calls }] of stepsOf(chat.items).entries()) {
    if (calls.length > 0 && !hasUserTurn) {
      items.push(llm.ChatMessage.create({ id: 'withdrawn', role: 'user', content: WITHDRAWN }));
      hasUserTurn = true;
    }
    const group = `step-${index}`;
    if (message) items.push(copyMessage(message, `${group}/message`));
    for (const [at, { call }] of calls.entries()) {
      items.push(copyCall(call, { id: `${group}/call-${at}`, groupId: group }));
    }
    items.push(...calls.map(({ output }) => output));
    hasUserTurn ||= message?.role === 'user';
  }
  return new llm.ChatContext(items);
}

function stepsOf(items: readonly llm.ChatItem[]): readonly Step[] {
  const answered = answeredCalls(items);
  const steps: Step[] = [];
  const byKey = new Map<string, Step>();
  const stepOf = (key: string): Step => {
    const step = byKey.get(key) ?? { calls: [] };
    if (!byKey.has(key)) steps.push(step);
    byKey.set(key, step);
    return step;
  };
  for (const item of items) {
    if (item.type === 'function_call') {
      const pair = answered.get(item);
      if (pair) stepOf(keyOf(item)).calls.push(pair);
    } else if (item.type === 'message' && !isEmpty(item)) {
      const step = item.role === 'assistant' ? stepOf(keyOf(item)) : undefined;
      if (step && !step.message) step.message = item;
      else steps.push({ message: item, calls: [] });
    }
  }
  return steps;
}

/**
 * The calls that have a name and an output, which follows them, by the call of the chat context. Some vendors use the same ids
 * for the calls of every turn: such calls get ids of their own.
 */
function answeredCalls(items: readonly llm.ChatItem[]) {
  const open = new Map<string, llm.FunctionCall>();
  const taken = new Set<string>();
  const answered = new Map<llm.FunctionCall, Step['calls'][number]>();
  for (const item of items) {
    if (item.type === 'function_call' && item.name !== '') open.set(item.callId, item);
    if (item.type !== 'function_call_output') continue;
    const call = open.get(item.callId);
    if (!call) continue;
    open.delete(item.callId);
    const callId = taken.has(item.callId) ? `${item.callId}-${taken.size}` : item.callId;
    taken.add(callId);
    const { output, isError, createdAt } = item;
    answered.set(call, {
      call: copyCall(withObjectArguments(call), { callId }),
      output: llm.FunctionCallOutput.create({
        callId,
        name: call.name,
        output,
        isError,
        createdAt,
      }),
    });
  }
  return answered;
}

/** The framework's rule for what a model sent at once. */
function keyOf(item: llm.ChatMessage | llm.FunctionCall): string {
  const group = item.type === 'function_call' ? item.groupId : undefined;
  return group ?? item.id.split('/')[0] ?? item.id;
}

/** Arguments that are no JSON object would make the framework throw, or Gemini reject the request. */
function withObjectArguments(call: llm.FunctionCall): llm.FunctionCall {
  const value = parseJson(call.args);
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? call : copyCall(call, { args: '{}' });
}

function copyMessage({ role, content, createdAt }: llm.ChatMessage, id: string): llm.ChatMessage {
  return llm.ChatMessage.create({ id, role, content, createdAt });
}

function isEmpty({ content }: llm.ChatMessage): boolean {
  return content.every((part) => typeof part === 'string' && part.trim() === '');
}
