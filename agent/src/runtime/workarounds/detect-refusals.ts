import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** Values of Gemini's `TurnCompleteReason` that are refusals. */
const REFUSALS: ReadonlySet<string> = new Set([
  'RESPONSE_REJECTED',
  'PROHIBITED_INPUT_CONTENT',
  'IMAGE_PROHIBITED_INPUT_CONTENT',
  'INPUT_TEXT_CONTAIN_PROMINENT_PERSON_PROHIBITED',
  'INPUT_IMAGE_CELEBRITY',
  'INPUT_IMAGE_PHOTO_REALISTIC_CHILD_PROHIBITED',
  'INPUT_TEXT_NCII_PROHIBITED',
  'INPUT_OTHER',
  'INPUT_IP_PROHIBITED',
  'BLOCKLIST',
  'UNSAFE_PROMPT_FOR_IMAGE_GENERATION',
  'GENERATED_IMAGE_SAFETY',
  'GENERATED_CONTENT_SAFETY',
  'GENERATED_AUDIO_SAFETY',
  'GENERATED_VIDEO_SAFETY',
  'GENERATED_CONTENT_PROHIBITED',
  'GENERATED_CONTENT_BLOCKLIST',
  'GENERATED_IMAGE_PROHIBITED',
  'GENERATED_OTHER',
  'OUTPUT_IMAGE_IP_PROHIBITED',
]);

const Message = z.object({
  serverContent: z.object({ turnCompleteReason: z.string() }),
});

/**
 * Calls back when Gemini Live refuses a turn.
 *
 * **Cause**: the plugin (1.9.0) ignores `turnCompleteReason`, so that a turn stopped by the safety filter looks like an empty
 * response.
 *
 * **Can go** when the plugin reports it: `detect-refusals.test.ts` then fails.
 */
export function detectRefusals(session: RealtimeSession, refused: () => void): void {
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    const reason = Message.safeParse(message).data?.serverContent.turnCompleteReason;
    if (reason !== undefined && REFUSALS.has(reason)) refused();
    return proceed();
  });
}
