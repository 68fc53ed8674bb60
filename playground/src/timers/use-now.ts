import { useSyncExternalStore } from 'react';

/** How often a countdown looks at the clock, in ms: often enough that no second is skipped. */
const TICK_MS = 250;

/** The time, in ms since the epoch; it moves on only while it is needed. */
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
