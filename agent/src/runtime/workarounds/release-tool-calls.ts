import { intercept, type RealtimeSession } from './realtime-session.ts';

/** The plugin's field for tool calls without a result. */
const PENDING = 'pendingToolCallIds';

/**
 * Lets Gemini Live receive audio again after the user has interrupted a tool call.
 *
 * **Cause**: while a tool call is pending, the plugin (1.9.0) drops microphone audio. The framework sends no result for an
 * interrupted call, so that it stays pending and the model receives no more audio (agents-js#2249). Gemini itself drops
 * the call at the user's next words.
 *
 * **Can go** when an interrupted call is no longer pending: `release-tool-calls.test.ts` then fails.
 */
export function releaseToolCalls(session: RealtimeSession): void {
  intercept(session, 'interrupt', (proceed) => {
    const pending: unknown = Reflect.get(session, PENDING);
    if (pending instanceof Set) pending.clear();
    return proceed();
  });
}
