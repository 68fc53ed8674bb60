import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { initializeLogger } from '@livekit/agents';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome, ReplyProgress } from '../../turns/outcome.ts';
import { TurnManager } from '../../turns/turn-manager.ts';
import type { UserTurn } from '../../turns/user-turn.ts';
import { PhotoInbox, type PhotoStream } from './photo-inbox.ts';

initializeLogger({ pretty: false, level: 'silent' });

/** Answers every turn at once, and keeps what it was asked. */
class FakeReplies {
  readonly asked: UserTurn[] = [];

  async answer(turn: UserTurn, progress: ReplyProgress): Promise<Outcome> {
    this.asked.push(turn);
    progress.started();
    return { end: 'complete', text: 'I see.' };
  }

  async follow(): Promise<Outcome> {
    return { end: 'complete', text: '' };
  }

  async note(): Promise<void> {}

  interrupt(): void {}
}

let replies: FakeReplies;
let turns: TurnManager;
let progress: string[];
let errors: string[];
let inbox: PhotoInbox;

beforeEach(() => {
  replies = new FakeReplies();
  progress = [];
  turns = new TurnManager(replies, {
    turn: ({ id }, each) =>
      void progress.push(`${id} ${each.state === 'failed' ? each.code : each.state}`),
    reply: () => {},
  });
  errors = [];
  inbox = new PhotoInbox(turns, { error: (code) => errors.push(code) });
});
afterEach(() => void vi.useRealTimers());

async function png(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, background: '#c08040' } as const;
  return sharp({ create }).png().toBuffer();
}

function streamOf(bytes: Buffer, attributes?: Record<string, string>): PhotoStream {
  return {
    info: { streamId: 'stream-1', mimeType: 'image/png', attributes, totalSize: bytes.byteLength },
    async *[Symbol.asyncIterator]() {
      yield bytes;
    },
    close: async () => {},
  };
}

const HEADER = { turn_id: 't', count: '2' };

describe('PhotoInbox', () => {
  it('makes a turn of a picture from a stock client', async () => {
    await inbox.accept(streamOf(await png(8)));
    expect(replies.asked).toMatchObject([
      { id: 'stream-1', kind: 'image', text: '', pictures: [{ width: 8 }] },
    ]);
  });

  it('makes a turn of a picture that is in its message', async () => {
    await inbox.acceptInline('t', await png(8), 'Is it done?');
    expect(replies.asked).toMatchObject([
      { id: 't', kind: 'image', text: 'Is it done?', pictures: [{ width: 8 }] },
    ]);
  });

  it('makes one turn of several pictures and their caption, ordered by index', async () => {
    const second = { ...HEADER, index: '1', caption: 'Which one?' };
    await inbox.accept(streamOf(await png(8), second));
    expect(progress).toEqual(['t received']);
    await inbox.accept(streamOf(await png(16), { ...HEADER, index: '0' }));
    expect(replies.asked).toMatchObject([
      { id: 't', text: 'Which one?', pictures: [{ width: 16 }, { width: 8 }] },
    ]);
  });

  it('orders pictures without an index as they arrive', async () => {
    await inbox.accept(streamOf(await png(8), HEADER));
    await inbox.accept(streamOf(await png(16), HEADER));
    expect(replies.asked).toMatchObject([{ pictures: [{ width: 8 }, { width: 16 }] }]);
  });

  it('adds pictures to the turn that announced them', async () => {
    inbox.announce('t', 1, 'Is it done?');
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(replies.asked).toMatchObject([{ id: 't', text: 'Is it done?' }]);
  });

  it('answers a picture once when it is sent twice', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(replies.asked).toHaveLength(1);
  });

  it.each(['image/jpg', '', 'application/octet-stream', 'IMAGE/PNG'])(
    'accepts a picture that is declared as «%s», because its bytes count',
    async (mimeType) => {
      const stream = streamOf(await png(8));
      await inbox.accept({ ...stream, info: { ...stream.info, mimeType } });
      expect(replies.asked).toHaveLength(1);
    },
  );

  it('accepts a picture that arrives slowly, without a pause that is too long', async () => {
    const bytes = await png(600);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    const pieces = 8;
    const slow = {
      ...streamOf(bytes),
      async *[Symbol.asyncIterator]() {
        for (let piece = 0; piece < pieces; piece++) {
          await new Promise((resolve) => setTimeout(resolve, 3000));
          yield bytes.subarray(
            (piece * bytes.length) / pieces,
            ((piece + 1) * bytes.length) / pieces,
          );
        }
      },
    };
    const accepted = inbox.accept(slow);
    await vi.advanceTimersByTimeAsync(pieces * 3000);
    vi.useRealTimers();
    await accepted;
    expect(progress.at(-1)).toBe('stream-1 answered');
  });
});

describe('PhotoInbox on a turn that fails', () => {
  const gif = Buffer.from('GIF89a');

  it('fails it once, with the code of the rejected picture, and drops its other pictures', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await inbox.accept(streamOf(gif, HEADER));
    await inbox.accept(streamOf(await png(8), HEADER));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(progress).toEqual(['t received', 't image_type_unsupported']);
  });

  it('fails it once when its pictures are uploaded at the same time', async () => {
    const [bad, good] = [streamOf(gif, HEADER), streamOf(await png(8), HEADER)];
    await Promise.all([inbox.accept(bad), inbox.accept(good)]);
    expect(progress).toEqual(['t received', 't image_type_unsupported']);
  });

  it('fails a turn that announces too many pictures, and drops them all', async () => {
    inbox.announce('t', 5, '');
    for (let index = 0; index < 5; index++) {
      await inbox.accept(streamOf(await png(8), { turn_id: 't', index: String(index) }));
    }
    expect(progress).toEqual(['t received', 't image_too_many']);
  });

  it('fails a turn whose pictures do not all arrive', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await inbox.accept(streamOf(await png(8), HEADER));
    await vi.advanceTimersByTimeAsync(20_000);
    expect(progress).toEqual(['t received', 't image_incomplete']);
  });

  it('answers it when it is announced and sent again', async () => {
    inbox.announce('t', 2, '');
    await inbox.accept(streamOf(gif, HEADER));
    inbox.announce('t', 2, 'Again');
    await inbox.accept(streamOf(await png(8), HEADER));
    await inbox.accept(streamOf(await png(8), HEADER));
    expect(replies.asked).toMatchObject([{ text: 'Again', pictures: [{}, {}] }]);
  });

  it('answers it when all its pictures are sent again without an announcement', async () => {
    for (const bytes of [gif, await png(8), await png(8), await png(8)]) {
      await inbox.accept(streamOf(bytes, HEADER));
    }
    expect(replies.asked).toMatchObject([{ id: 't', pictures: [{}, {}] }]);
  });

  it('limits simultaneous uploads', async () => {
    const silence = new Promise<never>(() => {});
    const stalled = Array.from({ length: 9 }, (_, at) => ({
      ...streamOf(Buffer.alloc(0), { turn_id: `t${at}` }),
      [Symbol.asyncIterator]: () => ({ next: () => silence }),
    }));
    for (const stream of stalled) void inbox.accept(stream);
    await vi.waitFor(() => expect(progress.at(-1)).toBe('t8 rate_limited'));
  });

  it('rejects invalid stream attributes', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't', count: 'many' }));
    expect(errors).toEqual(['message_malformed']);
    expect(progress).toEqual([]);
  });
});

/** One valid upload, and one for each way to fail. */
async function uploads(): Promise<PhotoStream[]> {
  const good = await png(600);
  const noise = Buffer.alloc(2_000_000, 'x');
  const halfway = {
    ...streamOf(good),
    async *[Symbol.asyncIterator]() {
      yield good.subarray(0, 100);
      throw new Error('the sender went away');
    },
  };
  const bomb = {
    create: { width: 10_000, height: 6000, channels: 3, background: '#fff' },
  } as const;
  const endless = {
    ...streamOf(noise),
    info: { ...streamOf(noise).info, totalSize: undefined },
    async *[Symbol.asyncIterator]() {
      for (;;) yield noise;
    },
  };
  return [
    streamOf(good),
    streamOf(noise),
    streamOf(good.subarray(0, good.byteLength / 2)),
    streamOf(await sharp(bomb).png().toBuffer()),
    halfway,
    endless,
  ];
}

it('leaks no memory on failed uploads', async () => {
  let failed = 0;
  const accepting = { receive: () => true, answer: () => {}, fail: () => void failed++ };
  inbox = new PhotoInbox(accepting, { error: () => {} });
  const streams = await uploads();
  const upload = async (round: number): Promise<void> => {
    for (const [at, stream] of streams.entries()) {
      const info = { ...stream.info, attributes: { turn_id: `${round}-${at}` } };
      await inbox.accept({ ...stream, info, close: async () => {} });
    }
  };
  await upload(0);
  const before = await heldBytes();
  for (let round = 1; round <= 20; round++) await upload(round);
  // 20 rounds upload 240 MB.
  expect((await heldBytes()) - before).toBeLessThan(10_000_000);
  expect(failed).toBe(21 * 5);
}, 60_000);

/** Memory of the process after garbage collection. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new TypeError('no gc');
  collect();
  await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
