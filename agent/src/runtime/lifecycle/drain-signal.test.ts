import { expect, it, vi } from 'vitest';
import { onDrain, serveDrainSignal } from './drain-signal.ts';

it('tells the jobs that are there, and not those that have ended', async () => {
  const drain = serveDrainSignal();
  const [there, ended] = [vi.fn<() => void>(), vi.fn<() => void>()];
  onDrain(there);
  onDrain(ended)();
  await new Promise((resolve) => setImmediate(resolve));
  expect(there).not.toHaveBeenCalled();
  drain();
  await vi.waitFor(() => expect(there).toHaveBeenCalledOnce());
  expect(ended).not.toHaveBeenCalled();
});
