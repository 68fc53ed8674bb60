import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** Longest pause between two messages of a reply, in ms. Gemini sends audio faster than real time. */
const PAUSE_MS = 4000;

const Message = z.object({
  serverContent: z
    .object({
      modelTurn: z.unknown().optional(),
      generationComplete: z.boolean().optional(),
      turnComplete: z.boolean().optional(),
      interrupted: z.boolean().optional(),
    })
    .optional(),
  toolCall: z.unknown().optional(),
});

/**
 * Calls back when Gemini Live stalls during a reply.
 *
 * **Cause**: after a message that is lost or cannot be parsed, the plugin (1.9.0) and the framework wait for the rest of the reply
 * without a time-out. The speech is never done, and all later ones wait for it.
 *
 * **Can go** when such a reply ends by itself: `watch-generation.test.ts` then fails.
 */
export function watchGeneration(session: RealtimeSession, stalled: () => void): void {
  let timeout: NodeJS.Timeout | undefined;
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    const { serverContent, toolCall } = Message.safeParse(message).data ?? {};
    if (serverContent !== undefined || toolCall !== undefined) {
      clearTimeout(timeout);
      timeout = isIncomplete(serverContent) ? setTimeout(stalled, PAUSE_MS).unref() : undefined;
    }
    return proceed();
  });
}

function isIncomplete(content: z.infer<typeof Message>['serverContent']): boolean {
  return (
    content?.modelTurn !== undefined &&
    content.generationComplete !== true &&
    content.turnComplete !== true &&
    content.interrupted !== true
  );
}
