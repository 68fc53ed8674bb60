import { randomUUID } from 'node:crypto';
import { inference, type tts, voice } from '@livekit/agents';
import type { HeardWords } from '../speech/unasked-answer.ts';
import { type Pipeline, SESSION_OPTIONS } from './pipeline.ts';
import { ToolCallSpeech, SpeechClaims } from '../workarounds/tool-call-speech.ts';
import { type LiveConfig, LiveModel } from './live-model.ts';
import { appendTurn } from '../workarounds/append-turn.ts';

const { SpeechCreated, UserInputTranscribed } = voice.AgentSessionEventTypes;

/**
 * Gemini Live, speech to speech. A TTS model speaks the agent's own sentences (greeting, announcements) in the same voice,
 * because Live says nothing word for word.
 */
export function livePipeline(config: LiveConfig, createVoice: () => tts.TTS): Pipeline {
  const claims = new WeakMap<voice.AgentSession, SpeechClaims>();
  const claimsOf = (session: voice.AgentSession): SpeechClaims => {
    const known = claims.get(session) ?? new SpeechClaims();
    claims.set(session, known);
    return known;
  };
  return {
    name: 'live',
    createSession(listener) {
      return new voice.AgentSession({
        ...SESSION_OPTIONS,
        llm: new LiveModel(config, listener),
        tts: createVoice(),
        // For open-mic/missed-speech-recovery.ts. Gemini detects the end of speech itself.
        vad: new inference.VAD({ model: 'silero' }),
        turnHandling: { turnDetection: 'realtime_llm', interruption: { mode: 'vad' } },
      });
    },
    async ask(session, assistant, turn) {
      await appendTurn(session, assistant, turn);
      return new ToolCallSpeech(session, session.generateReply(), claimsOf(session));
    },
    onUnasked(session, listener) {
      let heard: HeardWords | undefined;
      session.on(UserInputTranscribed, ({ itemId, transcript }) => {
        heard = { id: itemId ?? randomUUID(), text: transcript };
      });
      session.on(SpeechCreated, ({ userInitiated, speechHandle }) => {
        if (userInitiated || !claimsOf(session).take(speechHandle)) return;
        // The transcript arrives just after the reply has begun.
        heard = undefined;
        const speech = new ToolCallSpeech(session, speechHandle, claimsOf(session));
        listener({ speech, heard: () => heard });
      });
    },
  };
}
