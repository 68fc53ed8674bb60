import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Room } from '@livekit/rtc-node';
import { expect, it } from 'vitest';
import { watchAttachedStreams } from './attached-streams.ts';

/** A text stream as LiveKit's native code announces it, on a topic without a handler. */
const OPENED = {
  info: {
    streamId: 'text-1',
    mimeType: 'text/plain',
    topic: 'no-handler',
    timestamp: 0n,
    attributes: {},
    attachedStreamIds: ['photo-1', 'photo-2'],
  },
  handle: { id: 0n },
};

it('rtc-node omits attachedStreamIds from TextStreamInfo (once it does not, remove attached-streams.ts)', async () => {
  const main = createRequire(import.meta.url).resolve('@livekit/rtc-node');
  const types = await readFile(join(dirname(main), 'data_streams', 'types.d.ts'), 'utf8');
  expect(types).toContain('TextStreamInfo');
  expect(types).not.toContain('attachedStreamIds');
});

it('returns the attached streams of a text stream, once', () => {
  const room = new Room();
  const attached = watchAttachedStreams(room);
  const open: unknown = Reflect.get(room, 'handleTextStreamOpened');
  if (typeof open !== 'function') throw new TypeError('no handler');
  try {
    Reflect.apply(open, room, [OPENED, 'ada']);
  } catch {
    // There is no native stream to read.
  }
  expect(attached('text-1')).toEqual(['photo-1', 'photo-2']);
  expect(attached('text-1')).toEqual([]);
});
