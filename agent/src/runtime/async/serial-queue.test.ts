import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { SerialQueue } from './serial-queue.ts';

describe('SerialQueue', () => {
  it('runs tasks one at a time, in order', async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    const task = (name: string, ms: number) => async () => {
      log.push(`${name} started`);
      await delay(ms);
      log.push(`${name} ended`);
      return name;
    };
    void queue.run(task('a', 20));
    expect(await queue.run(task('b', 0))).toBe('b');
    expect(log).toEqual(['a started', 'a ended', 'b started', 'b ended']);
  });

  it('rejects with the task that failed, and runs the next one', async () => {
    const queue = new SerialQueue();
    const failed = queue.run(() => Promise.reject(new Error('failed')));
    const next = queue.run(async () => 'next');
    await expect(failed).rejects.toThrow('failed');
    expect(await next).toBe('next');
  });

  it('resolves drained() when every task has ended', async () => {
    const queue = new SerialQueue();
    let ended = false;
    void queue.run(async () => {
      await delay(5);
      ended = true;
    });
    await queue.drained();
    expect(ended).toBe(true);
  });
});
