import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Room } from '@livekit/rtc-node';
import { expect, it } from 'vitest';
import { watchAttachedStreams } from './attached-streams.ts';

/** As LiveKit's native code announces a text stream, here on a topic that nobody listens to. */
const OPENED = {
  info: {
    streamId: 'text-1',
    mimeType: 'text/plain',
    topic: 'nobody-listens',
    timestamp: 0n,
    attributes: {},
    attachedStreamIds: ['photo-1', 'photo-2'],
  },
  handle: { id: 0n },
};

it('is needed: when a stream tells its attachments itself, this file and its neighbour can go', async () => {
  const main = createRequire(import.meta.url).resolve('@livekit/rtc-node');
  const types = await readFile(join(dirname(main), 'data_streams', 'types.d.ts'), 'utf8');
  expect(types).toContain('TextStreamInfo');
  expect(types).not.toContain('attachedStreamIds');
});

it('tells the attachments of a text, once', () => {
  const room = new Room();
  const attached = watchAttachedStreams(room);
  const open: unknown = Reflect.get(room, 'handleTextStreamOpened');
  if (typeof open !== 'function') throw new TypeError('no handler');
  try {
    Reflect.apply(open, room, [OPENED, 'ada']);
  } catch {
    // The text itself cannot be read here: there is no native stream behind it.
  }
  expect(attached('text-1')).toEqual(['photo-1', 'photo-2']);
  expect(attached('text-1')).toEqual([]);
});
