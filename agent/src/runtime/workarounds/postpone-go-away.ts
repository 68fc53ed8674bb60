import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** How often it is looked whether the model has finished, in ms. */
const LOOK_EVERY_MS = 200;

/** What is kept of the time that is left for the reconnection itself, in ms. */
const RESERVE_MS = 1000;

const GoAway = z.object({ timeLeft: z.string().optional() });

/** What of the session's state tells that the model is at work. */
const AtWork = z.object({
  currentGeneration: z.object({ _done: z.boolean() }).optional(),
  pendingGenerationFut: z.unknown().optional(),
  pendingToolCallIds: z.set(z.string()),
});

/**
 * Lets the model finish what it is saying before the session reconnects.
 *
 * **Cause**: Gemini announces with `goAway` that it will close the connection, seconds ahead. The plugin (1.9.0)
 * reconnects at once, in the middle of an answer, and the rest of the answer is lost (agents-js#2507).
 *
 * **Can go** when the plugin waits itself: `postpone-go-away.test.ts` fails then.
 */
export function postponeGoAway(session: RealtimeSession): void {
  intercept(session, 'handleGoAway', (proceed, message) => {
    const deadline = performance.now() + timeLeftMs(message) - RESERVE_MS;
    const look = (): void => {
      if (isAtWork(session) && performance.now() < deadline) return;
      clearInterval(interval);
      proceed();
    };
    const interval = setInterval(look, LOOK_EVERY_MS);
    interval.unref();
  });
}

function timeLeftMs(message: unknown): number {
  const seconds = Number.parseFloat(GoAway.safeParse(message).data?.timeLeft ?? '');
  return Number.isFinite(seconds) ? seconds * 1000 : 0;
}

function isAtWork(session: RealtimeSession): boolean {
  const state = AtWork.parse({
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
