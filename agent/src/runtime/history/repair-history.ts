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
 * conversation for each of them, and would for ever. Items get new ids, because the framework orders them by their ids.
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
  const outputs = outputsByCall(items);
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
      const output = outputs.get(item);
      if (output) stepOf(keyOf(item)).calls.push({ call: withObjectArguments(item), output });
    } else if (item.type === 'message' && !isEmpty(item)) {
      const step = item.role === 'assistant' ? stepOf(keyOf(item)) : undefined;
      if (step && !step.message) step.message = item;
      else steps.push({ message: item, calls: [] });
    }
  }
  return steps;
}

/** The output of each call that has a name and an output, by the call's id. Of calls with the same id, the first counts. */
function outputsByCall(items: readonly llm.ChatItem[]) {
  const outputs = new Map<string, llm.FunctionCallOutput>();
  const pairs = new Map<llm.FunctionCall, llm.FunctionCallOutput>();
  const taken = new Set<string>();
  for (const item of items) {
    if (item.type === 'function_call_output') outputs.set(item.callId, item);
  }
  for (const item of items) {
    if (item.type !== 'function_call' || item.name === '' || taken.has(item.callId)) continue;
    const output = outputs.get(item.callId);
    if (output) pairs.set(item, outputOf(item, output));
    taken.add(item.callId);
  }
  return pairs;
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

function outputOf(
  { name }: llm.FunctionCall,
  { callId, output, isError, createdAt }: llm.FunctionCallOutput,
): llm.FunctionCallOutput {
  return llm.FunctionCallOutput.create({ callId, name, output, isError, createdAt });
}

function copyMessage({ role, content, createdAt }: llm.ChatMessage, id: string): llm.ChatMessage {
  return llm.ChatMessage.create({ id, role, content, createdAt });
}

function isEmpty({ content }: llm.ChatMessage): boolean {
  return content.every((part) => typeof part === 'string' && part.trim() === '');
}
