import { expect, it, vi } from 'vitest';
import { onDrain, serveDrainSignal } from './drain-signal.ts';

it('calls back running jobs when the worker drains, and not those that have unsubscribed', async () => {
  const drain = await serveDrainSignal();
  const [running, ended] = [vi.fn<() => void>(), vi.fn<() => void>()];
  onDrain(running);
  onDrain(ended)();
  await new Promise((resolve) => setImmediate(resolve));
  expect(running).not.toHaveBeenCalled();
  drain();
  await vi.waitFor(() => expect(running).toHaveBeenCalledOnce());
  expect(ended).not.toHaveBeenCalled();
});

it('starts again beside the socket of a worker that was killed', async () => {
  await serveDrainSignal();
  // The first worker has not removed its socket.
  const drain = await serveDrainSignal();
  const running = vi.fn<() => void>();
  onDrain(running);
  drain();
  await vi.waitFor(() => expect(running).toHaveBeenCalledOnce());
});

it('rejects when the temporary folder cannot hold a socket', async () => {
  vi.stubEnv('TMPDIR', '/nonexistent');
  await expect(serveDrainSignal()).rejects.toThrow('/nonexistent');
  vi.unstubAllEnvs();
});
