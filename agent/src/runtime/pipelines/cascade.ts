import { voice } from '@livekit/agents';
import type { Models } from '../models/load-models.ts';
import { createTurnHandling } from '../models/turn-handling.ts';
import { toChatMessage } from '../history/to-chat-message.ts';
import type { Pipeline } from './pipeline.ts';
import { isRefusal } from './refusal.ts';
import { SESSION_OPTIONS } from './session-options.ts';
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
