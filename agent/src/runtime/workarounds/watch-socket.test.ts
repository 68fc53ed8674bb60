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
  it('plugin-google emits no error when Gemini closes with code 1000 (once it does, remove watch-socket.ts)', async () => {
    const session = await live.session();
    const errors: unknown[] = [];
    session.on('error', (error) => errors.push(error));
    expect(await live.control.addFault(CLOSE)).toEqual({ struck: 1 });
    await expect(session.generateReply()).rejects.toThrow(/timed out/);
    expect(errors).toEqual([]);
  });

  it('reports a close by Gemini with code 1000', async () => {
    const closed = Promise.withResolvers<number>();
    await live.session((session) => watchSocket(session, closed.resolve));
    await live.control.addFault(CLOSE);
    expect(await closed.promise).toBe(1000);
  });

  it('reports no close of the plugin itself', async () => {
    const codes: number[] = [];
    const session = await live.session((made) => watchSocket(made, (code) => codes.push(code)));
    await session.close();
    expect(codes).toEqual([]);
  });
});
