import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { detectRefusals } from './detect-refusals.ts';
import { LiveEmulator, saidIn } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

describe('a turn that Gemini Live refuses', { timeout: 30_000 }, () => {
  it('plugin-google emits no error for a refusal (once it does, remove detect-refusals.ts)', async () => {
    const session = await live.session();
    const errors: unknown[] = [];
    session.on('error', (error) => errors.push(error));
    await live.control.addFault({ fault: { type: 'safety' } });
    expect(await saidIn(await session.generateReply('Say it.'))).toBe('');
    expect(errors).toEqual([]);
  });

  it('reports a refusal of Gemini Live', async () => {
    const refused = Promise.withResolvers<void>();
    const session = await live.session((made) => detectRefusals(made, refused.resolve));
    await live.control.addFault({ fault: { type: 'safety' } });
    await session.generateReply('Say it.');
    await expect(refused.promise).resolves.toBeUndefined();
  });

  it('reports no refusal for an empty response', async () => {
    let refusals = 0;
    const session = await live.session((made) => detectRefusals(made, () => refusals++));
    await live.control.addFault({ fault: { type: 'empty' } });
    expect(await saidIn(await session.generateReply('Say it.'))).toBe('');
    expect(refusals).toBe(0);
  });
});
