import { AudioFrame } from '@livekit/rtc-node';
import { beforeEach, expect, it } from 'vitest';
import { SentenceCounter } from './sentence-counter.ts';

let counter: SentenceCounter;

beforeEach(() => (counter = new SentenceCounter()));

function push(ms: number, level: number): void {
  for (let i = 0; i < ms / 20; i++) {
    counter.push(new AudioFrame(new Int16Array(320).fill(level), 16_000, 1, 320));
  }
}

it('counts what is between pauses', () => {
  push(500, 0);
  push(800, 5000);
  push(400, 0);
  push(800, 5000);
  expect(counter.count).toBe(2);
});

it('takes the gaps between words for no pauses', () => {
  push(400, 5000);
  push(200, 0);
  push(400, 5000);
  expect(counter.count).toBe(1);
});

it('does not count a knock', () => {
  push(60, 9000);
  push(500, 0);
  push(60, 9000);
  expect(counter.count).toBe(0);
});
