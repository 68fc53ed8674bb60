import { initializeLogger } from '@livekit/agents';
import { expect, it } from 'vitest';
import { toChatMessage } from './to-chat-message.ts';

initializeLogger({ pretty: false, level: 'silent' });

it('puts the pictures of a turn before its text', () => {
  const picture = { jpeg: Buffer.from('jpeg'), width: 1, height: 1 };
  const turn = { id: 'a', kind: 'image', text: 'Is it done?', pictures: [picture] } as const;
  expect(toChatMessage(turn).content).toMatchObject([
    { type: 'image_content', image: 'data:image/jpeg;base64,anBlZw==' },
    'Is it done?',
  ]);
});
