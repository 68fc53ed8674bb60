import type { voice } from '@livekit/agents';
import type { UnaskedAnswer } from '../speech/unasked-answer.ts';
import type { Assistant } from './assistant.ts';
import type { UserTurn } from '../turns/user-turn.ts';
import type { Speech } from '../speech/speech.ts';

/** `cascade`: recognition → model → speech. `live`: Gemini Live, speech to speech. */
export type PipelineName = 'cascade' | 'live';

/** What a pipeline tells about a session while it runs. */
export type SessionListener = {
  /** Nothing more will come of this session: it must be replaced. */
  lost(reason: string): void;
  /** The model declined to answer what it was asked last. */
  refused(): void;
};

/** One way to hear, think and speak. */
export type Pipeline = {
  readonly name: PipelineName;
  /** Makes a session with models of its own, not started yet. */
  createSession(listener: SessionListener): voice.AgentSession;
  /** Asks the model to answer a turn. */
  ask(session: voice.AgentSession, assistant: Assistant, turn: UserTurn): Promise<Speech>;
  /**
   * Tells of answers that the model begins of its own accord: it heard the user itself. A pipeline that hears by
   * recognition has none.
   */
  onUnasked?(session: voice.AgentSession, listener: (answer: UnaskedAnswer) => void): void;
};

/** What every session has, whatever its models. */
export const SESSION_OPTIONS = {
  // A failed turn is told to the user and the next one is tried: it does not end the conversation.
  connOptions: { maxUnrecoverableErrors: Number.MAX_SAFE_INTEGER },
  // Echo cancellation is the app's; without this the first three seconds could not be interrupted.
  aecWarmupDuration: null,
  // Ours knows of typed turns and of kitchen timers: see lifecycle/idle-timeout.ts.
  userAwayTimeout: null,
} satisfies Partial<voice.AgentSessionOptions>;
