import { MAX_TEXT_BYTES } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageInbox, type TextStream } from './message-inbox.ts';

let received: string[];
let errors: string[];
let inbox: MessageInbox;

beforeEach(() => {
  received = [];
  errors = [];
  inbox = new MessageInbox(
    { take: ({ id, text }) => received.push(`${id}: ${text}`) },
    { announce: (id, count, caption) => received.push(`${id}: ${count} pictures, ${caption}`) },
    { expect: (turnId, streamIds) => void received.push(`${turnId} expects ${streamIds.join()}`) },
    { error: (code) => errors.push(code) },
  );
});

function packet(message: unknown): Uint8Array {
  return new TextEncoder().encode(typeof message === 'string' ? message : JSON.stringify(message));
}

function streamOf(text: string): TextStream {
  return {
    info: { streamId: 'stream-1' },
    async *[Symbol.asyncIterator]() {
      yield text;
    },
    close: async () => {},
  };
}

describe('MessageInbox', () => {
  it('accepts data packets', () => {
    inbox.acceptPacket(packet({ id: 'a', type: 'text', text: 'Hello' }));
    expect(received).toEqual(['a: Hello']);
  });

  it('accepts lk.chat texts with attached pictures', async () => {
    await inbox.acceptChatStream(streamOf('Is it done?'), ['photo-1', 'photo-2']);
    expect(received).toEqual([
      'stream-1 expects photo-1,photo-2',
      'stream-1: 2 pictures, Is it done?',
    ]);
  });

  it('accepts long messages as text streams', async () => {
    await inbox.acceptMessageStream(
      streamOf(JSON.stringify({ id: 'a', type: 'text', text: 'x'.repeat(MAX_TEXT_BYTES) })),
    );
    expect(received).toHaveLength(1);
  });

  it("accepts lk.chat texts as turns with the stream's id", async () => {
    await inbox.acceptChatStream(streamOf(' Hello '));
    expect(received).toEqual(['stream-1: Hello']);
  });

  it('announces pictures', () => {
    inbox.acceptPacket(packet({ id: 'a', type: 'image', count: 2, caption: 'These' }));
    expect(received).toEqual(['a: 2 pictures, These']);
  });

  it.each([
    ['no JSON', 'Hello'],
    ['another type', { id: 'a', type: 'video' }],
    ['no id', { type: 'text', text: 'Hello' }],
    ['an invalid id', { id: '../../../etc', type: 'text', text: 'Hello' }],
    ['no text', { id: 'a', type: 'text', text: '' }],
    ['a list', []],
  ])('rejects packets that contain %s', (_, message) => {
    inbox.acceptPacket(packet(message));
    expect({ received, errors }).toEqual({ received: [], errors: ['message_malformed'] });
  });

  it('rejects texts that are too long', async () => {
    await inbox.acceptChatStream(streamOf('x'.repeat(MAX_TEXT_BYTES + 1)));
    expect({ received, errors }).toEqual({ received: [], errors: ['message_too_large'] });
  });
});
