import { initializeLogger, llm } from '@livekit/agents';
import { beforeEach, describe, expect, it } from 'vitest';
import { forgetAttempt, forgetTurn } from './forget-attempt.ts';

initializeLogger({ pretty: false, level: 'silent' });

let chat: llm.ChatContext;

beforeEach(() => {
  chat = new llm.ChatContext();
  chat.addMessage({ id: 'a', role: 'user', content: 'Hello.' });
  chat.addMessage({ id: 'b', role: 'assistant', content: 'Hello!' });
  chat.addMessage({ id: 'c', role: 'user', content: 'Set a timer.' });
  chat.items.push(llm.FunctionCall.create({ id: 'd', callId: '1', name: 'set_timer', args: '{}' }));
  chat.addMessage({ id: 'e', role: 'assistant', content: 'I have' });
});

function ids({ items }: llm.ChatContext): string[] {
  return items.map(({ id }) => id);
}

describe('forgetting an attempt', () => {
  it('removes the reply, and keeps tool calls and earlier turns, when an attempt is forgotten', () => {
    expect(ids(forgetAttempt(chat, 'c'))).toEqual(['a', 'b', 'c', 'd']);
  });

  it('removes turn and reply when a failed turn is forgotten', () => {
    expect(ids(forgetTurn(chat, 'c'))).toEqual(['a', 'b', 'd']);
  });

  it('removes turn and reply when the forgotten attempt called no tool', () => {
    chat.items = chat.items.filter(({ type }) => type !== 'function_call');
    expect(ids(forgetAttempt(chat, 'c'))).toEqual(['a', 'b']);
  });

  it('returns the chat context unchanged when it lacks the turn', () => {
    expect(ids(forgetAttempt(chat, 'x'))).toEqual(ids(chat));
  });
});
