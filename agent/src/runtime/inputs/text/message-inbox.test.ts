import { MAX_TEXT_BYTES } from '@bakebot/protocol';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { MessageInbox, type TextStream } from './message-inbox.ts';

let received: string[];
let errors: string[];
let inbox: MessageInbox;

beforeEach(() => {
  received = [];
  errors = [];
  inbox = new MessageInbox(
    {
      take: ({ id, text }) => received.push(`${id}: ${text}`),
      receive: () => true,
      fail: ({ id }, code) => received.push(`${id}: ${code}`),
    },
    {
      announce: (id, count, caption) => received.push(`${id}: ${count} pictures, ${caption}`),
      acceptInline: async (id, bytes, caption) => {
        received.push(`${id}: ${bytes.toString('hex')}, ${caption}`);
      },
    },
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

  it('accepts the longest text, also when most of it is escaped in JSON', async () => {
    const text = '"\n'.repeat(MAX_TEXT_BYTES / 2 - 1) + '.';
    const json = JSON.stringify({ id: 'a', type: 'text', text });
    await inbox.acceptMessageStream(streamOf(json));
    expect(received).toEqual([`a: ${text}`]);
  });

  it.each(['acceptPacket', 'acceptMessageStream'] as const)(
    'fails the turn of a text that is too long in %s',
    async (accept) => {
      const json = JSON.stringify({ id: 'a', type: 'text', text: 'ü'.repeat(MAX_TEXT_BYTES) });
      await (accept === 'acceptPacket'
        ? inbox.acceptPacket(packet(json))
        : inbox.acceptMessageStream(streamOf(json)));
      expect(received).toEqual(['a: message_too_large']);
    },
  );

  it('makes an id for a message without one', () => {
    inbox.acceptPacket(packet({ type: 'text', text: 'Hello' }));
    expect(received).toEqual([expect.stringMatching(/^[0-9a-f-]{36}: Hello$/)]);
  });

  it.each(['/9j/', 'data:image/jpeg;base64,/9j/'])(
    'accepts a picture in its message as %s',
    (data) => {
      const message = { id: 'a', type: 'image', data, mimeType: 'image/jpeg', caption: 'Done?' };
      inbox.acceptPacket(packet(message));
      expect(received).toEqual(['a: ffd8ff, Done?']);
    },
  );

  it('limits text streams that are read at the same time', async () => {
    const silence = new Promise<never>(() => {});
    for (let stream = 0; stream < 9; stream++) {
      void inbox.acceptMessageStream({
        ...streamOf(''),
        [Symbol.asyncIterator]: () => ({ next: () => silence }),
      });
    }
    await vi.waitFor(() => expect(errors).toEqual(['rate_limited']));
  });

  it('announces pictures', () => {
    inbox.acceptPacket(packet({ id: 'a', type: 'image', count: 2, caption: 'These' }));
    expect(received).toEqual(['a: 2 pictures, These']);
  });

  it.each([
    ['no JSON', 'Hello'],
    ['another type', { id: 'a', type: 'video' }],
    ['an invalid id', { id: '../../../etc', type: 'text', text: 'Hello' }],
    ['no text', { id: 'a', type: 'text', text: '' }],
    ['blanks only', { id: 'a', type: 'text', text: ' \n ' }],
    ['an answer', { id: 'a', type: 'text', text: 'Hello', replyTo: 'b' }],
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
