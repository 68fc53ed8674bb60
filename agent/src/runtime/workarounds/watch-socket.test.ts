import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LiveEmulator } from './testing/live-emulator.ts';
import { watchSocket } from './watch-socket.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

const CLOSE = {
  match: { kind: 'live', at: 'now' },
  fault: { type: 'close', code: 1000 },
} as const;

describe("a close of Gemini's socket with code 1000", { timeout: 30_000 }, () => {
  it('makes a session deaf and mute, and nobody is told: when they are, the watch can go', async () => {
    const session = await live.session();
    const told: unknown[] = [];
    session.on('error', (error) => told.push(error));
    expect(await live.control.addFault(CLOSE)).toEqual({ struck: 1 });
    await expect(session.generateReply()).rejects.toThrow(/timed out/);
    expect(told).toEqual([]);
  });

  it('is noticed by the watch', async () => {
    const closed = Promise.withResolvers<number>();
    await live.session((session) => watchSocket(session, closed.resolve));
    await live.control.addFault(CLOSE);
    expect(await closed.promise).toBe(1000);
  });

  it('is not taken for ours', async () => {
    const codes: number[] = [];
    const session = await live.session((made) => watchSocket(made, (code) => codes.push(code)));
    await session.close();
    expect(codes).toEqual([]);
  });
});
