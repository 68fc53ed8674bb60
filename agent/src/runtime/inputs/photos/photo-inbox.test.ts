import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { initializeLogger } from '@livekit/agents';
import sharp from 'sharp';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { UserTurn } from '../../turns/user-turn.ts';
import { PhotoInbox, type PhotoStream } from './photo-inbox.ts';

initializeLogger({ pretty: false, level: 'silent' });

class FakeTurns {
  readonly received: string[] = [];
  readonly answered: UserTurn[] = [];
  readonly failed: string[] = [];

  receive({ id }: { id: string }): boolean {
    if (this.received.includes(id)) return false;
    this.received.push(id);
    return true;
  }

  answer(turn: UserTurn): void {
    this.answered.push(turn);
  }

  fail({ id }: { id: string }, code: string): void {
    this.failed.push(`${id} ${code}`);
  }
}

let turns: FakeTurns;
let errors: string[];
let inbox: PhotoInbox;

beforeEach(() => {
  turns = new FakeTurns();
  errors = [];
  inbox = new PhotoInbox(turns, { error: (code) => errors.push(code) });
});

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

describe('PhotoInbox', () => {
  it('makes a turn of a picture from a stock client', async () => {
    await inbox.accept(streamOf(await png(8)));
    expect(turns.answered).toMatchObject([
      { id: 'stream-1', kind: 'image', text: '', pictures: [{ width: 8 }] },
    ]);
  });

  it('makes one turn of several pictures and their caption, ordered by index', async () => {
    await inbox.accept(
      streamOf(await png(8), { turn_id: 't', index: '1', count: '2', caption: 'Which one?' }),
    );
    expect(turns.received).toEqual(['t']);
    expect(turns.answered).toEqual([]);
    await inbox.accept(streamOf(await png(16), { turn_id: 't', index: '0', count: '2' }));
    expect(turns.answered).toMatchObject([
      { id: 't', text: 'Which one?', pictures: [{ width: 16 }, { width: 8 }] },
    ]);
  });

  it('adds pictures to the turn that announced them', async () => {
    inbox.announce('t', 1, 'Is it done?');
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(turns.answered).toMatchObject([{ id: 't', text: 'Is it done?' }]);
  });

  it('answers a picture once when it is sent twice', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(turns.answered).toHaveLength(1);
  });

  it('fails the turn with the code of the rejected picture', async () => {
    await inbox.accept(streamOf(Buffer.from('no picture'), { turn_id: 't', count: '2' }));
    await inbox.accept(streamOf(await png(8), { turn_id: 't', index: '1', count: '2' }));
    expect(turns.failed).toEqual(['t image_type_unsupported']);
    expect(turns.answered).toEqual([]);
  });

  it('fails a turn with too many pictures', () => {
    inbox.announce('t', 5, '');
    expect(turns.failed).toEqual(['t image_too_many']);
  });

  it('limits simultaneous uploads', async () => {
    const silence = new Promise<never>(() => {});
    const stalled = Array.from({ length: 9 }, (_, at) => ({
      ...streamOf(Buffer.alloc(0), { turn_id: `t${at}` }),
      [Symbol.asyncIterator]: () => ({ next: () => silence }),
    }));
    for (const stream of stalled) void inbox.accept(stream);
    await vi.waitFor(() => expect(turns.failed).toEqual(['t8 rate_limited']));
  });

  it('rejects invalid stream attributes', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't', count: 'many' }));
    expect(errors).toEqual(['message_malformed']);
    expect(turns.received).toEqual([]);
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
  const streams = await uploads();
  const upload = async (round: number): Promise<void> => {
    for (const [at, stream] of streams.entries()) {
      const info = { ...stream.info, attributes: { turn_id: `${round}-${at}` } };
      await inbox.accept({ ...stream, info, close: async () => {} });
    }
    turns.answered.length = 0;
  };
  await upload(0);
  const before = await heldBytes();
  for (let round = 1; round <= 20; round++) await upload(round);
  // 20 rounds upload 240 MB.
  expect((await heldBytes()) - before).toBeLessThan(10_000_000);
  expect(turns.failed).toHaveLength(21 * 5);
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
