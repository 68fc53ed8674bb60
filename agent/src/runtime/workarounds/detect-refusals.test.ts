import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { detectRefusals } from './detect-refusals.ts';
import { LiveEmulator, saidIn } from './testing/live-emulator.ts';

let live: LiveEmulator;

beforeAll(async () => {
  live = await LiveEmulator.start();
});
afterEach(() => live.clear());
afterAll(() => live.close());

describe('a turn that the safety filter stops', { timeout: 30_000 }, () => {
  it('looks like one without an answer: when it does not, this file and its neighbour can go', async () => {
    const session = await live.session();
    const told: unknown[] = [];
    session.on('error', (error) => told.push(error));
    await live.control.addFault({ fault: { type: 'safety' } });
    expect(await saidIn(await session.generateReply('Say it.'))).toBe('');
    expect(told).toEqual([]);
  });

  it('is heard of', async () => {
    const refused = Promise.withResolvers<void>();
    const session = await live.session((made) => detectRefusals(made, refused.resolve));
    await live.control.addFault({ fault: { type: 'safety' } });
    await session.generateReply('Say it.');
    await expect(refused.promise).resolves.toBeUndefined();
  });

  it('is told apart from a turn to which the model had nothing to say', async () => {
    let refusals = 0;
    const session = await live.session((made) => detectRefusals(made, () => refusals++));
    await live.control.addFault({ fault: { type: 'empty' } });
    expect(await saidIn(await session.generateReply('Say it.'))).toBe('');
    expect(refusals).toBe(0);
  });
});
