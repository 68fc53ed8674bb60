import { intercept, type RealtimeSession } from './realtime-session.ts';

/** Tool calls of Gemini's whose results the plugin waits for. */
const PENDING = 'pendingToolCallIds';

/**
 * Lets Gemini Live hear again after the user has interrupted a tool call.
 *
 * **Cause**: while a tool call is pending, the plugin (1.9.0) drops what the microphone hears. The framework sends no result of
 * an interrupted call, so it is pending for ever and the model is deaf (agents-js#2249). Gemini itself forgets the call at the
 * next thing that the user says.
 *
 * **Can go** when an interrupted call is not pending any more: `release-tool-calls.test.ts` fails then.
 */
export function releaseToolCalls(session: RealtimeSession): void {
  intercept(session, 'interrupt', (proceed) => {
    const pending: unknown = Reflect.get(session, PENDING);
    if (pending instanceof Set) pending.clear();
    return proceed();
  });
}
