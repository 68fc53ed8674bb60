import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** A request for a reply without new turns, by reference. */
const Request = z.object({
  type: z.literal('content'),
  value: z.custom<{ turns?: unknown }>((value) => WithEmptyTurns.safeParse(value).success),
});
const WithEmptyTurns = z.object({ turns: z.tuple([]) });

/**
 * Leaves the empty list of turns out of a request for a reply.
 *
 * **Cause**: to Gemini 3.x Live models the plugin (1.9.0) sends `turns: []` when it asks for a reply. The client library rejects
 * an empty list, the socket restarts, and no reply comes (fixed in agents-js#2506, not released).
 *
 * **Can go** when the fix is released: `omit-empty-turns.test.ts` then fails.
 */
export function omitEmptyTurns(session: RealtimeSession): void {
  intercept(session, 'sendClientEvent', (proceed, event) => {
    const request = Request.safeParse(event).data;
    if (request) request.value.turns = undefined;
    return proceed();
  });
}
