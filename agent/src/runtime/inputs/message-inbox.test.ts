import { MAX_TEXT_BYTES } from '@bakebot/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { MessageInbox, type TextStream } from './message-inbox.ts';

let taken: string[];
let errors: string[];
let inbox: MessageInbox;

beforeEach(() => {
  taken = [];
  errors = [];
  inbox = new MessageInbox(
    { take: ({ id, text }) => taken.push(`${id}: ${text}`) },
    { announce: (id, count, caption) => taken.push(`${id}: ${count} pictures, ${caption}`) },
    { expect: (turnId, streamIds) => void taken.push(`${turnId} expects ${streamIds.join()}`) },
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

describe('a message', () => {
  it('arrives as a data packet', () => {
    inbox.acceptPacket(packet({ id: 'a', type: 'text', text: 'Hello' }));
    expect(taken).toEqual(['a: Hello']);
  });

  it("arrives with photos in LiveKit's chat", async () => {
    await inbox.acceptChatStream(streamOf('Is it done?'), ['photo-1', 'photo-2']);
    expect(taken).toEqual([
      'stream-1 expects photo-1,photo-2',
      'stream-1: 2 pictures, Is it done?',
    ]);
  });

  it('arrives as a text stream when it is long', async () => {
    await inbox.acceptMessageStream(
      streamOf(JSON.stringify({ id: 'a', type: 'text', text: 'x'.repeat(MAX_TEXT_BYTES) })),
    );
    expect(taken).toHaveLength(1);
  });

  it("arrives as LiveKit's chat, under the stream's id", async () => {
    await inbox.acceptChatStream(streamOf(' Hello '));
    expect(taken).toEqual(['stream-1: Hello']);
  });

  it('announces photos', () => {
    inbox.acceptPacket(packet({ id: 'a', type: 'image', count: 2, caption: 'These' }));
    expect(taken).toEqual(['a: 2 pictures, These']);
  });

  it.each([
    ['not JSON', 'Hello'],
    ['another type', { id: 'a', type: 'video' }],
    ['no id', { type: 'text', text: 'Hello' }],
    ['an id that is no id', { id: '../../etc', type: 'text', text: 'Hello' }],
    ['no text', { id: 'a', type: 'text', text: '' }],
    ['a list', []],
  ])('is rejected when it is %s', (_, message) => {
    inbox.acceptPacket(packet(message));
    expect({ taken, errors }).toEqual({ taken: [], errors: ['message_malformed'] });
  });

  it('is rejected when it is too long', async () => {
    await inbox.acceptChatStream(streamOf('x'.repeat(MAX_TEXT_BYTES + 1)));
    expect({ taken, errors }).toEqual({ taken: [], errors: ['message_too_large'] });
  });
});
