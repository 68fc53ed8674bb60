import type { Platform } from './platform.ts';

/**
 * Waits before each attempt to get back into a room, in ms. livekit-client has tried for 45 s before the first; in all,
 * they last about as long as the agent waits in the room.
 */
const DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

/** How many times it is worth trying. */
export const MAX_ATTEMPTS = DELAYS_MS.length;

/**
 * How long to wait before an attempt, in ms.
 *
 * @param attempt from 0
 * @param random 0 to 1: spreads those who lost the same server
 */
export function delayBefore(attempt: number, random: number): number {
  return (DELAYS_MS[attempt] ?? 0) * (0.8 + 0.4 * random);
}

/** Waits, but not longer than until the device says that the network may be back, or until the wait is called off. */
export async function waitOrWake(
  ms: number,
  platform: Pick<Platform, 'onWake'>,
  signal: AbortSignal,
): Promise<void> {
  await new Promise<void>((resolve) => {
    const stopListening = platform.onWake?.(done);
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      stopListening?.();
      resolve();
    }
  });
}
