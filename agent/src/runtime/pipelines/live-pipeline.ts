import { randomUUID } from 'node:crypto';
import { inference, type tts, voice } from '@livekit/agents';
import { noteTurn } from '../history/note-turn.ts';
import type { UserTranscript } from '../speech/unasked-answer.ts';
import { FaultLog } from '../models/fault-log.ts';
import { type Pipeline, SESSION_OPTIONS } from './pipeline.ts';
import { ToolCallSpeech, SpeechClaims } from '../workarounds/tool-call-speech.ts';
import { type LiveConfig, LiveModel } from './live-model.ts';

const { SpeechCreated, UserInputTranscribed } = voice.AgentSessionEventTypes;

/**
 * Gemini Live, speech to speech. Fixed sentences, such as the greeting, are spoken by a TTS model with the same voice, because
 * Gemini Live does not read text verbatim.
 */
export function livePipeline(config: LiveConfig, createVoice: () => tts.TTS): Pipeline {
  const faults = new FaultLog();
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
        llm: new LiveModel(config, listener, faults),
        tts: createVoice(),
        // Gemini detects the end of speech. This VAD is for open-mic/missed-speech-recovery.ts.
        vad: new inference.VAD({ model: 'silero' }),
        turnHandling: { turnDetection: 'realtime_llm', interruption: { mode: 'vad' } },
      });
    },
    async ask(session, assistant, turn) {
      await noteTurn(assistant, turn);
      return new ToolCallSpeech(session, session.generateReply(), claimsOf(session));
    },
    onUnasked(session, listener) {
      let transcribed: UserTranscript | undefined;
      session.on(UserInputTranscribed, ({ itemId, transcript }) => {
        transcribed = { id: itemId ?? randomUUID(), text: transcript };
      });
      session.on(SpeechCreated, ({ userInitiated, speechHandle }) => {
        if (userInitiated || !claimsOf(session).claim(speechHandle)) return;
        // Gemini sends the user's transcript just after its reply has started.
        transcribed = undefined;
        const speech = new ToolCallSpeech(session, speechHandle, claimsOf(session));
        listener({ speech, transcript: () => transcribed });
      });
    },
  };
}
