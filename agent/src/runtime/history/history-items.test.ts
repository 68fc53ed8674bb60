import { initializeLogger, llm } from '@livekit/agents';
import { beforeEach, describe, expect, it } from 'vitest';
import { HistoryItem, toChatContext, toHistoryItems } from './history-items.ts';

initializeLogger({ pretty: false, level: 'silent' });

let chat: llm.ChatContext;

beforeEach(() => {
  chat = llm.ChatContext.empty();
});

/** Through JSON, as between two processes. */
function restored(): llm.ChatContext {
  const json: unknown = JSON.parse(JSON.stringify(toHistoryItems(chat)));
  return toChatContext(HistoryItem.array().parse(json));
}

describe('a conversation that continues in another process', () => {
  it('keeps what was said, and tool calls with their results', () => {
    chat.addMessage({ id: 'a', role: 'user', content: 'Set a timer.' });
    const call = { callId: '1', name: 'set_timer' };
    chat.insert(llm.FunctionCall.create({ id: 'b', ...call, args: '{"minutes":5}' }));
    chat.insert(llm.FunctionCallOutput.create({ id: 'c', ...call, output: 'set', isError: false }));
    chat.addMessage({ id: 'd', role: 'assistant', content: 'It rings in five minutes.' });
    expect(restored().toJSON()).toEqual(chat.toJSON());
  });

  it('keeps a photo turn without its photo', () => {
    const image = llm.createImageContent({ image: 'data:image/jpeg;base64,anBlZw==' });
    chat.addMessage({ id: 'a', role: 'user', content: [image, 'Is it done?'] });
    chat.addMessage({ id: 'b', role: 'user', content: [image] });
    const texts = restored().items.map((item) => item.type === 'message' && item.textContent);
    expect(texts).toEqual(['Is it done?', '[an earlier photo]']);
  });

  it('leaves the instructions to the other process', () => {
    chat.addMessage({ role: 'system', content: 'You bake.' });
    expect(restored().items).toEqual([]);
  });

  it.each([
    ['many', 200, 'x'],
    ['long', 10, 'x'.repeat(16_000)],
  ])('keeps the latest of %s items', (_, count, text) => {
    for (let at = 0; at < count; at++) {
      chat.addMessage({ id: `${at}`, role: 'user', content: text, createdAt: at });
    }
    const kept = restored().items;
    expect(kept.length).toBeLessThan(count);
    expect(kept.at(-1)?.id).toBe(`${count - 1}`);
    expect(JSON.stringify(toHistoryItems(chat)).length).toBeLessThan(70_000);
  });
});
