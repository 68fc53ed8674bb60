import { initializeLogger } from '@livekit/agents';
import sharp from 'sharp';
import { beforeEach, describe, expect, it } from 'vitest';
import type { UserTurn } from '../turns/user-turn.ts';
import { PictureInbox, type PictureStream } from './picture-inbox.ts';

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
let inbox: PictureInbox;

beforeEach(() => {
  turns = new FakeTurns();
  errors = [];
  inbox = new PictureInbox(turns, { error: (code) => errors.push(code) });
});

async function png(side: number): Promise<Buffer> {
  const create = { width: side, height: side, channels: 3, background: '#c08040' } as const;
  return sharp({ create }).png().toBuffer();
}

function streamOf(bytes: Buffer, attributes?: Record<string, string>): PictureStream {
  return {
    info: { streamId: 'stream-1', mimeType: 'image/png', attributes, totalSize: bytes.byteLength },
    async *[Symbol.asyncIterator]() {
      yield bytes;
    },
    close: async () => {},
  };
}

describe('pictures', () => {
  it('make a turn of their own when a stock client sends one', async () => {
    await inbox.accept(streamOf(await png(8)));
    expect(turns.answered).toMatchObject([
      { id: 'stream-1', kind: 'image', text: '', pictures: [{ width: 8 }] },
    ]);
  });

  it('make one turn together with their caption, in the order of their index', async () => {
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

  it('join the turn that announced them', async () => {
    inbox.announce('t', 1, 'Is it done?');
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(turns.answered).toMatchObject([{ id: 't', text: 'Is it done?' }]);
  });

  it('are answered once when they are sent twice', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    await inbox.accept(streamOf(await png(8), { turn_id: 't' }));
    expect(turns.answered).toHaveLength(1);
  });

  it('fail their turn, with the code, when one of them is no picture', async () => {
    await inbox.accept(streamOf(Buffer.from('no picture'), { turn_id: 't', count: '2' }));
    await inbox.accept(streamOf(await png(8), { turn_id: 't', index: '1', count: '2' }));
    expect(turns.failed).toEqual(['t image_type_unsupported']);
    expect(turns.answered).toEqual([]);
  });

  it('are limited in number', () => {
    inbox.announce('t', 5, '');
    expect(turns.failed).toEqual(['t image_too_many']);
  });

  it('are refused with attributes that make no sense', async () => {
    await inbox.accept(streamOf(await png(8), { turn_id: 't', count: 'many' }));
    expect(errors).toEqual(['message_malformed']);
    expect(turns.received).toEqual([]);
  });
});
