import { useSyncExternalStore } from 'react';

/** Short enough that a countdown skips no second. */
const TICK_MS = 250;

/** The time in ms since the epoch, updated only while `isNeeded`. */
export function useNow(isNeeded: boolean): number {
  return useSyncExternalStore(isNeeded ? everyTick : never, currentTick);
}

function everyTick(listener: () => void): () => void {
  const interval = setInterval(listener, TICK_MS);
  return () => clearInterval(interval);
}

function never(): () => void {
  return () => undefined;
}

function currentTick(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}
