import type { Platform } from '../platform/platform.ts';

/**
 * Delays before each attempt to rejoin a room, in ms. livekit-client has retried for 45 s before the first one; together
 * they last about as long as the agent waits in the room.
 */
const DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000];

export const MAX_ATTEMPTS = DELAYS_MS.length;

/**
 * @param attempt from 0
 * @param random from 0 to 1: jitter between the clients of one lost server
 */
export function delayBefore(attempt: number, random: number): number {
  return (DELAYS_MS[attempt] ?? 0) * (0.8 + 0.4 * random);
}

/**
 * Waits until the time has elapsed, the device wakes up or the signal aborts.
 *
 * @returns whether the time has elapsed
 */
export async function waitOrWake(
  ms: number,
  platform: Pick<Platform, 'onWake'>,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = (): void => settle(false);
    const unsubscribe = platform.onWake?.(stop);
    const timer = setTimeout(() => settle(true), ms);
    signal.addEventListener('abort', stop);
    function settle(hasElapsed: boolean): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      unsubscribe?.();
      resolve(hasElapsed);
    }
  });
}
