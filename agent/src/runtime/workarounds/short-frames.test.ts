import { AudioFrame } from '@livekit/rtc-node';
import { describe, expect, it } from 'vitest';
import { shortFrames } from './short-frames.ts';

async function cut(frame: AudioFrame): Promise<AudioFrame[]> {
  const stream = new ReadableStream<AudioFrame>({
    start(controller) {
      controller.enqueue(frame);
      controller.close();
    },
  });
  const pieces: AudioFrame[] = [];
  for await (const piece of stream.pipeThrough(shortFrames())) pieces.push(piece);
  return pieces;
}

describe('shortFrames', () => {
  it('cuts a frame into 20 ms and a remainder, without losing samples', async () => {
    const data = Int16Array.from({ length: 2 * 2500 }, (_, i) => i);
    const pieces = await cut(new AudioFrame(data, 24_000, 2, 2500));
    expect(pieces.map(({ samplesPerChannel }) => samplesPerChannel)).toEqual([
      480, 480, 480, 480, 480, 100,
    ]);
    expect(pieces.flatMap(({ data: part }) => Array.from(part))).toEqual(Array.from(data));
  });

  it('copies samples into each short frame, because rtc-node would send the whole buffer of a view', async () => {
    const pieces = await cut(new AudioFrame(new Int16Array(2400), 24_000, 1, 2400));
    for (const { data } of pieces) expect(data.buffer.byteLength).toBe(data.byteLength);
  });

  it('passes the userdata of a frame on with its first piece only', async () => {
    const frame = new AudioFrame(new Int16Array(960), 24_000, 1, 960, { words: ['well'] });
    const pieces = await cut(frame);
    expect(pieces.map(({ userdata }) => userdata)).toEqual([{ words: ['well'] }, {}]);
  });
});
