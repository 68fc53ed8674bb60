import * as z from 'zod';
import { intercept, type RealtimeSession } from './realtime-session.ts';

const Sound = z.object({ mimeType: z.literal('audio/pcm') });

/** The microphone's sound, by reference. */
const Input = z.object({
  type: z.literal('realtime_input'),
  value: z.object({
    audio: z.custom<{ mimeType: string }>((audio) => Sound.safeParse(audio).success),
  }),
});

/**
 * Names the sample rate of the sound that is sent to Gemini Live, as Google documents it.
 *
 * **Cause**: the plugin (1.9.0) sends 16 kHz as `audio/pcm` without a rate.
 *
 * **Can go** when the plugin names it: `name-sample-rate.test.ts` then fails.
 */
export function nameSampleRate(session: RealtimeSession): void {
  intercept(session, 'sendClientEvent', (proceed, event) => {
    const input = Input.safeParse(event).data;
    if (input) input.value.audio.mimeType = 'audio/pcm;rate=16000';
    return proceed();
  });
}
