import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** Interval between two checks whether the model has finished, in ms. */
const CHECK_INTERVAL_MS = 200;

/** Time kept for the reconnection itself, in ms. */
const RESERVE_MS = 1000;

const GoAway = z.object({ timeLeft: z.string().optional() });

/** Private state of the session while it generates. */
const State = z.object({
  currentGeneration: z.object({ _done: z.boolean() }).optional(),
  pendingGenerationFut: z.unknown().optional(),
  pendingToolCallIds: z.set(z.string()),
});

/**
 * Lets the model finish its reply before the session reconnects.
 *
 * **Cause**: Gemini sends `goAway` seconds before it closes the connection. The plugin (1.9.0) reconnects at once, even during a
 * reply, whose rest is lost (agents-js#2507).
 *
 * **Can go** when the plugin waits: `postpone-go-away.test.ts` then fails.
 */
export function postponeGoAway(session: RealtimeSession): void {
  intercept(session, 'handleGoAway', (proceed, message) => {
    const deadline = performance.now() + timeLeftMs(message) - RESERVE_MS;
    const check = (): void => {
      if (isGenerating(session) && performance.now() < deadline) return;
      clearInterval(interval);
      proceed();
    };
    const interval = setInterval(check, CHECK_INTERVAL_MS);
    interval.unref();
  });
}

function timeLeftMs(message: unknown): number {
  const seconds = Number.parseFloat(GoAway.safeParse(message).data?.timeLeft ?? '');
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

function isGenerating(session: RealtimeSession): boolean {
  const state = State.parse({
    currentGeneration: Reflect.get(session, 'currentGeneration'),
    pendingGenerationFut: Reflect.get(session, 'pendingGenerationFut'),
    pendingToolCallIds: Reflect.get(session, 'pendingToolCallIds'),
  });
  return (
    state.currentGeneration?._done === false ||
    state.pendingGenerationFut !== undefined ||
    state.pendingToolCallIds.size > 0
  );
}
