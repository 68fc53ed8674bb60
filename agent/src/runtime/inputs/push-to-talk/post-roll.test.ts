import { AudioFrame } from '@livekit/rtc-node';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PostRoll } from './post-roll.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

let postRoll: PostRoll;
let isOver: boolean;
beforeEach(() => {
  postRoll = new PostRoll();
  isOver = false;
});

/** Hears something for so many ms; time passes with it. */
async function hear(loudness: number, ms: number): Promise<void> {
  for (let heard = 0; heard < ms; heard += 10) {
    postRoll.hear(new AudioFrame(new Int16Array(160).fill(loudness), 16_000, 1, 160));
    await vi.advanceTimersByTimeAsync(10);
  }
}

function release(): void {
  void postRoll.over().then(() => (isOver = true));
}

describe('the post-roll', () => {
  it('is short after a moment of silence', async () => {
    await hear(5000, 500);
    await hear(20, 150);
    release();
    await hear(20, 50);
    expect(isOver).toBe(false);
    await hear(20, 20);
    expect(isOver).toBe(true);
  });

  it('ends with the silence after the last word', async () => {
    await hear(5000, 500);
    release();
    await hear(5000, 40);
    await hear(20, 110);
    expect(isOver).toBe(false);
    await hear(20, 20);
    expect(isOver).toBe(true);
  });

  it('continues when a word follows a pause', async () => {
    await hear(20, 200);
    release();
    await hear(5000, 100);
    expect(isOver).toBe(false);
  });

  it.each([
    ['in a noisy kitchen', 2000],
    ['when the microphone was switched off', undefined],
  ])('ends after its longest time: %s', async (_, loudness) => {
    release();
    if (loudness) await hear(loudness, 190);
    else await vi.advanceTimersByTimeAsync(190);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(isOver).toBe(true);
  });
});
