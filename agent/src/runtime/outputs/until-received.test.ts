import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilReceived } from './until-received.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Duration of the wait, in ms, for an RPC response. */
async function durationFor(response: Promise<string>): Promise<number> {
  const start = Date.now();
  const received = untilReceived({ performRpc: () => response }, 'ada');
  const end = received.then(() => Date.now() - start);
  await vi.runAllTimersAsync();
  return end;
}

it('resolves with any response of the app, even an error', async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  setTimeout(() => reject(new Error('unsupported method')), 300);
  expect(await durationFor(promise)).toBe(300);
});

it('resolves after a time-out when the app does not respond', async () => {
  expect(await durationFor(new Promise(() => {}))).toBe(5000);
});
