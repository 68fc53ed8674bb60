import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { isProcessAlive } from './pid-lock.mjs';
import { signalGroup, signalProcess } from './process-group.ts';
import type { ReaperOrder } from './reaper.ts';

/** From SIGTERM to SIGKILL. */
const GRACE_MS = 1_500;
const CHECK_INTERVAL_MS = 50;

const leaders = new Set<number>();
const paths = new Set<string>();

process.on('message', (order: ReaperOrder) => {
  if ('watchGroup' in order) leaders.add(order.watchGroup);
  else if ('forgetGroup' in order) leaders.delete(order.forgetGroup);
  else paths.add(order.removePath);
});

process.on('disconnect', () => void reap());

async function reap(): Promise<void> {
  for (const leader of leaders) signalProcess(leader, 'SIGTERM');
  const deadline = performance.now() + GRACE_MS;
  while ([...leaders].some(isProcessAlive) && performance.now() < deadline) {
    await delay(CHECK_INTERVAL_MS);
  }
  for (const leader of leaders) signalGroup(leader, 'SIGKILL');
  for (const path of paths) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
}
