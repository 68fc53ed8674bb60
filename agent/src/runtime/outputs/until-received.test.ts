import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilReceived } from './until-received.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** How long it takes, in ms, when the app's answer comes like this. */
async function takes(answer: Promise<string>): Promise<number> {
  const start = Date.now();
  const received = untilReceived({ performRpc: () => answer }, 'ada');
  const end = received.then(() => Date.now() - start);
  await vi.runAllTimersAsync();
  return end;
}

it('waits for whatever the app answers', async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  setTimeout(() => reject(new Error('unsupported method')), 300);
  expect(await takes(promise)).toBe(300);
});

it('gives up on an app that does not answer', async () => {
  expect(await takes(new Promise(() => {}))).toBe(5000);
});
