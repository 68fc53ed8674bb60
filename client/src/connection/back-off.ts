import type { Platform } from '../platform/platform.ts';

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

/**
 * Waits, but not longer than until the device says that the network may be back, or until the wait is called off.
 *
 * @returns whether the time is over
 */
export async function waitOrWake(
  ms: number,
  platform: Pick<Platform, 'onWake'>,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const cutShort = (): void => done(false);
    const stopListening = platform.onWake?.(cutShort);
    const timer = setTimeout(() => done(true), ms);
    signal.addEventListener('abort', cutShort);
    function done(isOver: boolean): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', cutShort);
      stopListening?.();
      resolve(isOver);
    }
  });
}
