import { expect, it, vi } from 'vitest';
import { onDrain, serveDrainSignal } from './drain-signal.ts';

it('calls back running jobs when the worker drains, and not those that have unsubscribed', async () => {
  const drain = serveDrainSignal();
  const [running, ended] = [vi.fn<() => void>(), vi.fn<() => void>()];
  onDrain(running);
  onDrain(ended)();
  await new Promise((resolve) => setImmediate(resolve));
  expect(running).not.toHaveBeenCalled();
  drain();
  await vi.waitFor(() => expect(running).toHaveBeenCalledOnce());
  expect(ended).not.toHaveBeenCalled();
});
