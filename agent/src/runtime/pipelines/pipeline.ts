import type { voice } from '@livekit/agents';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Assistant } from './assistant.ts';
import type { UserTurn } from '../turns/user-turn.ts';
import type { Speech } from '../speech/speech.ts';

/** `cascade`: STT → LLM → TTS. `live`: Gemini Live, speech to speech. */
export type PipelineName = 'cascade' | 'live';

/** Events of a running session. */
export type SessionListener = {
  /** The session is unusable and must be replaced. */
  lost(reason: string): void;
  /** The model refused the latest request. */
  refused(): void;
};

/** One way to turn a user's turn into speech. */
export type Pipeline = {
  readonly name: PipelineName;
  /** Creates a session, not started, with its own models. */
  createSession(listener: SessionListener): voice.AgentSession;
  /** Asks the model to answer a turn. */
  ask(session: voice.AgentSession, assistant: Assistant, turn: UserTurn): Promise<Speech>;
  /**
   * Subscribes to replies that the model begins by itself, because it heard the user. The cascade has none.
   */
  onUnasked?(session: voice.AgentSession, listener: (answer: UnaskedAnswer) => void): void;
};

/** Options of every session. */
export const SESSION_OPTIONS = {
  // A failed turn is reported to the user; it does not end the conversation.
  connOptions: { maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER },
  // The app cancels echo. The default makes the first three seconds uninterruptible.
  aecWarmupDuration: null,
  // The framework's ignores typed turns: see lifecycle/idle-timeout.ts.
  userAwayTimeout: null,
} satisfies Partial<voice.AgentSessionOptions>;
