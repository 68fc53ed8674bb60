import { inference, voice } from '@livekit/agents';
import type { Models } from '../models/load-models.ts';
import { toChatMessage } from '../history/to-chat-message.ts';
import { type Pipeline, SESSION_OPTIONS } from './pipeline.ts';
import { SingleSpeech } from '../speech/speech.ts';

/** Streaming recognition → a language model → speech synthesis, each of them replaceable. */
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
      // A turn that is tried again is in the conversation already, with what its tools did.
      const isKnown = assistant.chatCtx.items.some(({ id }) => id === turn.id);
      const userInput = isKnown ? undefined : toChatMessage(turn);
      return new SingleSpeech(session.generateReply({ ...(userInput && { userInput }) }));
    },
  };
}

/**
 * How the agent knows that somebody has finished speaking, and that somebody speaks over it. Everything runs inside
 * the process: the defaults would send this to LiveKit Cloud in development.
 */
function createTurnHandling(): NonNullable<voice.AgentSessionOptions['turnHandling']> {
  return {
    turnDetection: new inference.TurnDetector({ version: 'v1-mini' }),
    // At the first sound of a voice: the agent only pauses, and goes on when no words follow.
    interruption: { mode: 'vad', minDuration: 50 },
    // Up to three further model calls a spoken turn, each with the conversation's pictures: not worth it.
    preemptiveGeneration: { enabled: false },
  };
}

/** How plugin-google (1.9.0) words that Gemini declined: the reason itself is not on the error. */
const WORDING = /generation blocked|Prompt feedback error/;

/** Whether an error event of a session says that the model declined to answer, rather than failed. */
function isRefusal(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('error' in error)) return false;
  return error.error instanceof Error && WORDING.test(error.error.message);
}
