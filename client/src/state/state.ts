import type { ErrorCode, Recipe, Timer, TurnKind, Usage } from '@bakebot/protocol';
import type { LiveKitServiceError, ServiceErrorCode } from './errors.ts';

/** Everything that an app shows. Immutable: a part that is the same object is unchanged. */
export type ServiceState = {
  readonly connection: ConnectionState;
  readonly agent: AgentState;
  /** Messages of both sides, spoken and written, in order. */
  readonly conversation: readonly ConversationItem[];
  readonly timers: readonly Timer[];
  /** The recipe being cooked. */
  readonly recipe: Recipe | undefined;
  /** The conversation's consumption so far, as counted by the agent. */
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
 * `absent` before `connect`, `joining` until its job has started, `recovering` while it is replaced or its model
 * reconnects, `gone` after it has left for good.
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
  /** The id of the turn that is being recorded, while the talk button is held. */
  readonly recording: string | undefined;
};

export type MicrophoneSetting = 'off' | 'push-to-talk' | 'open';

export type SoundState = {
  readonly spokenReplies: boolean;
  /** The browser or the phone blocks playback until `startAudio` is called from a user gesture. */
  readonly blocked: boolean;
  /** The agent could not speak its latest answer in full: the user must read it. */
  readonly voiceFailed: boolean;
};

export type ConversationItem = UserItem | AgentItem;

/** A turn of the user: spoken, typed or photographed. */
export type UserItem = {
  readonly author: 'user';
  /** The turn's id on the wire. */
  readonly id: string;
  readonly kind: TurnKind;
  /** Typed text, a picture's caption, or the transcript so far. */
  readonly text: string;
  readonly pictures: readonly PicturePreview[];
  readonly delivery: Delivery;
  /** Start of the turn, in ms since the epoch. */
  readonly at: number;
  /** Transcripts by segment id. */
  readonly segments: Readonly<Record<string, string>>;
};

export type PicturePreview = {
  /** For an image element: an object URL on the web, a file URI on React Native. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
};

/** Progress of a user's turn. Always ends as `answered`, `superseded` or `failed`. */
export type Delivery =
  /** The talk button is held. */
  | { readonly state: 'recording' }
  /** The user is speaking into the open microphone. */
  | { readonly state: 'transcribing' }
  /** Waiting for the connection or the agent. */
  | { readonly state: 'queued' }
  /** `progress` is from 0 to 1. */
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
  /** For the developer's console; apps show their own message for the code. */
  readonly detail: string;
  /** Whether `retry` can help. */
  readonly retryable: boolean;
};

/** A message of the agent. */
export type AgentItem = {
  readonly author: 'agent';
  readonly id: string;
  /** The id of the turn that it answers; undefined for a greeting or a ringing timer. */
  readonly replyTo: string | undefined;
  /** Grows while the agent speaks. */
  readonly text: string;
  readonly state: 'streaming' | 'complete' | 'interrupted';
  readonly at: number;
  /** Ids of its transcription segments. */
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
  sound: { spokenReplies: true, blocked: false, voiceFailed: false },
};

/** Whether a turn has reached its final state. */
export function isSettled({ state }: Delivery): boolean {
  return state === 'answered' || state === 'superseded' || state === 'failed';
}
