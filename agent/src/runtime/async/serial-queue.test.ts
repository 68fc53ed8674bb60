import { expect, it } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

it('runs work in order, one at a time', async () => {
  const queue = new SerialQueue();
  const log: string[] = [];
  const first = Promise.withResolvers<void>();
  void queue.add(async () => {
    log.push('first begins');
    await first.promise;
    log.push('first ends');
  });
  void queue.add(async () => log.push('second'));
  first.resolve();
  await queue.idle();
  expect(log).toEqual(['first begins', 'first ends', 'second']);
});

it('goes on after work that fails, and hands the error to its caller', async () => {
  const queue = new SerialQueue();
  const failed = queue.add(async () => Promise.reject(new Error('lost')));
  const next = queue.add(async () => 'sent');
  await expect(failed).rejects.toThrow('lost');
  expect(await next).toBe('sent');
});
