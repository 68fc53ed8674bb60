import { voice } from '@livekit/agents';
import * as z from 'zod';

const Event = z.object({ type: z.string(), recoverable: z.boolean() });

/** Whether a session's error event is about a model of this role, after all retries. */
export function isFinalErrorOf(role: 'stt' | 'llm' | 'tts', error: unknown): boolean {
  const event = Event.safeParse(error).data;
  return event?.type === `${role}_error` && !event.recoverable;
}

/** Calls back when the voice leaves words of a speech unspoken. Their text is sent all the same. */
export function onVoiceFailure(session: voice.AgentSession, failed: () => void): void {
  session.on(voice.AgentSessionEventTypes.Error, ({ error }) => {
    if (isFinalErrorOf('tts', error)) failed();
  });
}
