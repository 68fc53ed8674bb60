import type { voice } from '@livekit/agents';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Assistant } from './assistant.ts';
import type { UserTurn } from '../turns/user-turn.ts';
import type { Speech } from '../speech/speech.ts';

/** `cascade`: STT → LLM → TTS. `live`: Gemini Live, speech to speech. */
export type PipelineName = 'cascade' | 'live';

/** Callbacks of one session. */
export type SessionListener = {
  /**
   * The session no longer works and must be replaced.
   *
   * @param isRejected whether the vendor rejects requests for good
   */
  lost(reason: string, isRejected?: boolean): void;
  /** The model refused the latest turn. */
  refused(): void;
};

/** One way to turn user input into speech. */
export type Pipeline = {
  readonly name: PipelineName;
  /** Creates a session with its own models. It is not started yet. */
  createSession(listener: SessionListener): voice.AgentSession;
  /** Asks the model to answer a turn. */
  ask(session: voice.AgentSession, assistant: Assistant, turn: UserTurn): Promise<Speech>;
  /** Reports replies that the model starts by itself, to audio that it receives directly. Absent with a separate STT. */
  onUnasked?(session: voice.AgentSession, listener: (answer: UnaskedAnswer) => void): void;
};

/** Options of all sessions. */
export const SESSION_OPTIONS = {
  // A model error fails its turn, not the session.
  connOptions: { maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER },
  // The app cancels echo. The default would make the first three seconds uninterruptible.
  aecWarmupDuration: null,
  // See lifecycle/idle-timeout.ts.
  userAwayTimeout: null,
} satisfies Partial<voice.AgentSessionOptions>;
