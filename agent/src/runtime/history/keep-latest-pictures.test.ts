import { initializeLogger, llm } from '@livekit/agents';
import { expect, it } from 'vitest';
import { keepLatestPictures } from './keep-latest-pictures.ts';

initializeLogger({ pretty: false, level: 'silent' });

it('keeps the pictures of the two latest turns, and a placeholder for each older one', () => {
  const chat = new llm.ChatContext();
  for (const text of ['first', 'second', 'third']) {
    const picture = llm.createImageContent({ image: `data:image/jpeg;base64,${text}` });
    chat.addMessage({ role: 'user', content: [picture, text] });
    chat.addMessage({ role: 'assistant', content: 'I see.' });
  }
  const kept = keepLatestPictures(chat).items.map((item) =>
    item.type === 'message'
      ? item.content.map((part) => (typeof part === 'string' ? part : part.type))
      : [],
  );
  expect(kept).toEqual([
    ['[an earlier photo]', 'first'],
    ['I see.'],
    ['image_content', 'second'],
    ['I see.'],
    ['image_content', 'third'],
    ['I see.'],
  ]);
  expect(chat.items[0]).toMatchObject({ content: [{ type: 'image_content' }, 'first'] });
});
