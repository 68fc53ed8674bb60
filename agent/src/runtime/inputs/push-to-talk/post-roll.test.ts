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

/** Pushes frames of this amplitude for `ms`, in real time. */
async function push(amplitude: number, ms: number): Promise<void> {
  for (let pushed = 0; pushed < ms; pushed += 10) {
    postRoll.push(new AudioFrame(new Int16Array(160).fill(amplitude), 16_000, 1, 160));
    await vi.advanceTimersByTimeAsync(10);
  }
}

function release(): void {
  void postRoll.end().then(() => (isOver = true));
}

describe('PostRoll', () => {
  it('ends the post-roll after 60 ms when the user was silent before the release', async () => {
    await push(5000, 500);
    await push(20, 150);
    release();
    await push(20, 50);
    expect(isOver).toBe(false);
    await push(20, 20);
    expect(isOver).toBe(true);
  });

  it('ends the post-roll after the silence that follows the last word', async () => {
    await push(5000, 500);
    release();
    await push(5000, 40);
    await push(20, 110);
    expect(isOver).toBe(false);
    await push(20, 20);
    expect(isOver).toBe(true);
  });

  it('continues the post-roll when speech follows a pause', async () => {
    await push(20, 200);
    release();
    await push(5000, 100);
    expect(isOver).toBe(false);
  });

  it.each([
    ['constant noise', 2000],
    ['a muted microphone', undefined],
  ])('ends the post-roll after 200 ms with %s', async (_, amplitude) => {
    release();
    if (amplitude) await push(amplitude, 190);
    else await vi.advanceTimersByTimeAsync(190);
    expect(isOver).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(isOver).toBe(true);
  });
});
