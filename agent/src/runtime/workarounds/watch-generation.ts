import * as z from 'zod';
import { intercept } from './realtime-session.ts';

/** Longest pause between two messages of a reply, in ms. Gemini sends audio faster than real time. */
const PAUSE_MS = 4000;

const Message = z.object({
  serverContent: z
    .object({
      modelTurn: z.unknown().optional(),
      outputTranscription: z.unknown().optional(),
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
export function watchGeneration(session: object, stalled: () => void): void {
  let timeout: NodeJS.Timeout | undefined;
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    const effect = effectOf(Message.safeParse(message).data ?? {}, timeout !== undefined);
    if (effect !== 'none') clearTimeout(timeout);
    if (effect === 'starts') timeout = setTimeout(stalled, PAUSE_MS).unref();
    if (effect === 'ends') timeout = undefined;
    return proceed();
  });
}

/** Whether a message starts or restarts the wait for the next one. Some come in mid-reply and are no part of it: the user speaks. */
function effectOf(
  { serverContent, toolCall }: z.infer<typeof Message>,
  isWaiting: boolean,
): 'starts' | 'ends' | 'none' {
  const { modelTurn, outputTranscription, generationComplete, turnComplete, interrupted } =
    serverContent ?? {};
  if (toolCall !== undefined || generationComplete || turnComplete || interrupted) return 'ends';
  // Words can follow the end of a reply, but never without its sound before.
  return modelTurn !== undefined || (isWaiting && outputTranscription !== undefined)
    ? 'starts'
    : 'none';
}
