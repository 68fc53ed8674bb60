import { inference, voice } from '@livekit/agents';
import type { Models } from '../models/load-models.ts';
import { noteTurn } from '../history/note-turn.ts';
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
      await noteTurn(assistant, turn);
      return new SingleSpeech(session.generateReply());
    },
  };
}

/**
 * Turn detection and interruption inside the process. The defaults would send audio to LiveKit Cloud in development.
 */
function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    // The agent pauses when the VAD detects speech, and resumes when no words follow.
    interruption: { mode: 'vad', minDuration: 50 },
    // Off: up to three more model calls per spoken turn, each with the pictures of the chat context.
    preemptiveGeneration: { enabled: false },
  };
}

/** Messages of plugin-google (1.9.0) for a refusal by Gemini. Its errors have no code. */
const REFUSAL_MESSAGE = /generation blocked|Prompt feedback error/;

/** Whether a session's error event is about a refusal by the model. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('error' in error)) return false;
  return error.error instanceof Error && REFUSAL_MESSAGE.test(error.error.message);
}
