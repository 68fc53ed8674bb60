import type { ErrorCode, Recipe, Timer, TurnKind, Usage } from '@bakebot/protocol';
import type { LiveKitServiceError, ServiceErrorCode } from './errors.ts';

/** Everything an app shows, at one moment. Never changed in place: a part that is the same object is unchanged. */
export type ServiceState = {
  readonly connection: ConnectionState;
  readonly agent: AgentState;
  /** What was said, typed and shown by both sides, in order. */
  readonly conversation: readonly ConversationItem[];
  readonly timers: readonly Timer[];
  /** The recipe on the counter. */
  readonly recipe: Recipe | undefined;
  /** What the conversation has used so far, as the agent counts it. */
  readonly usage: Usage | undefined;
  readonly microphone: MicrophoneState;
  readonly sound: SoundState;
};

export type ConnectionState = {
  readonly status: 'disconnected' | 'connecting' | 'connected' | 'reconnecting';
  /** Why the last connection failed or ended, until the next one. */
  readonly error: LiveKitServiceError | undefined;
};

/**
 * Where the agent is: not called, on its way, at work, being replaced after a fault (`recovering`), or gone for good.
 */
export type AgentState =
  | 'absent'
  | 'joining'
  | 'listening'
  | 'thinking'
  | 'speaking'
  | 'recovering'
  | 'gone';

export type MicrophoneState = {
  readonly mode: MicrophoneSetting;
  /** `unknown` until the microphone is first used. */
  readonly permission: 'unknown' | 'granted' | 'denied';
  /** The turn that is being recorded while the button is held. */
  readonly recording: string | undefined;
};

export type MicrophoneSetting = 'off' | 'push-to-talk' | 'open';

export type SoundState = {
  readonly spokenReplies: boolean;
  /** The browser holds back the sound until `startAudio` is called from a press of the user. */
  readonly blocked: boolean;
};

export type ConversationItem = UserItem | AgentItem;

/** A turn of the user. */
export type UserItem = {
  readonly author: 'user';
  /** The turn's id on the wire. */
  readonly id: string;
  readonly kind: TurnKind;
  /** What was typed, a picture's caption, or what was understood of the voice so far. */
  readonly text: string;
  readonly pictures: readonly PicturePreview[];
  readonly delivery: Delivery;
  /** When it began, in ms since the epoch. */
  readonly at: number;
  /** What was understood of the voice, by the transcript's segment. */
  readonly segments: Readonly<Record<string, string>>;
};

export type PicturePreview = {
  /** For an image element: an object URL on the web, a file's address on React Native. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
};

/** Where a turn of the user stands. It always reaches `answered`, `superseded` or `failed`. */
export type Delivery =
  /** The button is held. */
  | { readonly state: 'recording' }
  /** The open microphone hears the user speak. */
  | { readonly state: 'hearing' }
  /** Waits for the connection, or for the agent. */
  | { readonly state: 'queued' }
  /** `progress` goes from 0 to 1. */
  | { readonly state: 'sending'; readonly progress: number }
  | { readonly state: 'sent' }
  | { readonly state: 'received' }
  | { readonly state: 'answering' }
  | { readonly state: 'answered' }
  | { readonly state: 'superseded' }
  | Failure;

export type Failure = {
  readonly state: 'failed';
  readonly code: ErrorCode | ServiceErrorCode;
  /** For the developer's console; apps show their own words for the code. */
  readonly detail: string;
  /** Whether `retry` can help. */
  readonly retryable: boolean;
};

/** Something that the agent said. */
export type AgentItem = {
  readonly author: 'agent';
  readonly id: string;
  /** The turn that it answers; undefined for what the agent says unasked: a greeting, a timer that rings. */
  readonly replyTo: string | undefined;
  /** Grows while the agent speaks. */
  readonly text: string;
  readonly state: 'streaming' | 'complete' | 'interrupted';
  readonly at: number;
  /** The transcript's segments that are part of it. */
  readonly segments: readonly string[];
};

export const initialState: ServiceState = {
  connection: { status: 'disconnected', error: undefined },
  agent: 'absent',
  conversation: [],
  timers: [],
  recipe: undefined,
  usage: undefined,
  microphone: { mode: 'off', permission: 'unknown', recording: undefined },
  sound: { spokenReplies: true, blocked: false },
};

/** Whether nothing more is to come for a turn. */
export function isSettled({ state }: Delivery): boolean {
  return state === 'answered' || state === 'superseded' || state === 'failed';
}
