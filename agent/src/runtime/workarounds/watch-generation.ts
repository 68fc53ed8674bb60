import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** How long Gemini may pause in the middle of an answer, in ms. It sends speech faster than it is spoken. */
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
 * Tells when Gemini Live falls silent in the middle of an answer.
 *
 * **Cause**: after a message that is lost or cannot be read, the plugin (1.9.0) and the framework wait for the rest of the answer
 * without a time-out. The speech is never done, and everything that is to be said later waits behind it.
 *
 * **Can go** when such an answer ends by itself: `watch-generation.test.ts` fails then.
 */
export function watchGeneration(session: RealtimeSession, fellSilent: () => void): void {
  let timeout: NodeJS.Timeout | undefined;
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    const { serverContent, toolCall } = Message.safeParse(message).data ?? {};
    if (serverContent !== undefined || toolCall !== undefined) {
      clearTimeout(timeout);
      timeout = isHalf(serverContent) ? setTimeout(fellSilent, PAUSE_MS).unref() : undefined;
    }
    return proceed();
  });
}

function isHalf(content: z.infer<typeof Message>['serverContent']): boolean {
  return (
    content?.modelTurn !== undefined &&
    content.generationComplete !== true &&
    content.turnComplete !== true &&
    content.interrupted !== true
  );
}
