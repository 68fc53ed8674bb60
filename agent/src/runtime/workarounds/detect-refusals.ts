import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

/** Why Gemini ended a turn without an answer, where that is a refusal (its `TurnCompleteReason`). */
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
 * Tells when Gemini Live declines to answer.
 *
 * **Cause**: the plugin (1.9.0) does not read `turnCompleteReason`. A turn that the safety filter stopped looks like one
 * to which the model had nothing to say.
 *
 * **Can go** when the plugin reports it: `detect-refusals.test.ts` fails then.
 */
export function detectRefusals(session: RealtimeSession, refused: () => void): void {
  intercept(session, 'onReceiveMessage', (proceed, _, message) => {
    const reason = Message.safeParse(message).data?.serverContent.turnCompleteReason;
    if (reason !== undefined && REFUSALS.has(reason)) refused();
    return proceed();
  });
}
