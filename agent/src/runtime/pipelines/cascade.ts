import { inference, voice } from '@livekit/agents';
import type { Models } from '../models/load-models.ts';
import { toChatMessage } from '../history/to-chat-message.ts';
import { type Pipeline, SESSION_OPTIONS } from './pipeline.ts';
import { SingleSpeech } from '../speech/speech.ts';

/** Streaming STT → LLM → TTS, each replaceable. */
export function cascadePipeline(createModels: () => Models): Pipeline {
  return {
    name: 'cascade',
    createSession(listener) {
      const { stt, llm, tts } = createModels();
      const session = new voice.AgentSession({
        ...SESSION_OPTIONS,
        stt,
        llm,
        tts,
        turnHandling: createTurnHandling(),
      });
      session.on(voice.AgentSessionEventTypes.Error, ({ error }) => {
        if (isRefusal(error)) listener.refused();
      });
      return session;
    },
    async ask(session, assistant, turn) {
      // A retried turn is in the chat context already, with its tool calls.
      const isKnown = assistant.chatCtx.items.some(({ id }) => id === turn.id);
      const userInput = isKnown ? undefined : toChatMessage(turn);
      return new SingleSpeech(session.generateReply({ ...(userInput && { userInput }) }));
    },
  };
}

/**
 * Turn detection and interruption, both inside the process: the framework's defaults send audio to LiveKit Cloud in
 * development.
 */
function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    // ms. The agent pauses at the first sound of a voice, and resumes when no words follow.
    interruption: { mode: 'vad', minDuration: 50 },
    // It costs up to three further model calls a turn, each with the photos of the chat context.
    preemptiveGeneration: { enabled: false },
  };
}

/** plugin-google (1.9.0) reports a refusal by these messages alone. */
const WORDING = /generation blocked|Prompt feedback error/;

/** Whether an error event reports a refusal rather than a failure. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('error' in error)) return false;
  return error.error instanceof Error && WORDING.test(error.error.message);
}
