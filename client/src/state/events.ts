import type { AgentMessage, Recipe, Timer, TurnKind, TurnProgress, Usage } from '@bakebot/protocol';
import type {
  AgentState,
  ConnectionState,
  Delivery,
  MicrophoneState,
  PicturePreview,
  SoundState,
} from './state.ts';

/** The only input that changes the state. `at` is in ms since the epoch. */
export type ServiceEvent =
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'agent'; readonly agent: AgentState }
  | { readonly type: 'microphone'; readonly microphone: Partial<MicrophoneState> }
  | { readonly type: 'sound'; readonly sound: Partial<SoundState> }
  | { readonly type: 'timers'; readonly timers: readonly Timer[] }
  | { readonly type: 'recipe'; readonly recipe: Recipe }
  /** The user moved to another step of the recipe. */
  | { readonly type: 'recipe-step'; readonly recipeId: string; readonly currentStep: number }
  | { readonly type: 'usage'; readonly usage: Usage }
  | ConversationEvent;

export type ConversationEvent =
  /** The user started a turn on this device. */
  | {
      readonly type: 'turn-started';
      readonly turnId: string;
      readonly kind: TurnKind;
      readonly text: string;
      readonly pictures: readonly PicturePreview[];
      readonly delivery: Delivery;
      readonly at: number;
    }
  /** The user cancelled a turn or a recording. */
  | { readonly type: 'turn-cancelled'; readonly turnId: string }
  /** This device updated a turn's delivery. */
  | { readonly type: 'delivery'; readonly turnId: string; readonly delivery: Delivery }
  /** The agent reported a turn's progress. */
  | {
      readonly type: 'progress';
      readonly turnId: string;
      readonly kind: TurnKind;
      readonly progress: TurnProgress;
      readonly at: number;
    }
  /** The agent's final text, which replaces the streamed transcript. */
  | {
      readonly type: 'reply';
      readonly id: string;
      readonly replyTo: string | undefined;
      readonly text: string;
      readonly at: number;
    }
  /** A segment of the agent's transcript started. */
  | { readonly type: 'segment-started'; readonly segmentId: string; readonly at: number }
  | { readonly type: 'segment-delta'; readonly segmentId: string; readonly delta: string }
  | { readonly type: 'segment-ended'; readonly segmentId: string }
  /** The whole text so far of one segment of the user's speech. */
  | {
      readonly type: 'user-transcript';
      readonly segmentId: string;
      readonly text: string;
      readonly at: number;
    };

/** Everything that an inspector sees: events, and the agent's messages as received. Never a token. */
export type Observation =
  | ServiceEvent
  | { readonly type: 'message'; readonly message: AgentMessage };
