import type { AgentMessage, Recipe, Timer, TurnKind, TurnProgress, Usage } from '@bakebot/protocol';
import type {
  AgentState,
  ConnectionState,
  Delivery,
  MicrophoneState,
  PicturePreview,
  SoundState,
} from './state.ts';

/** Something that happened: the only way in which the state changes. `at` is in ms since the epoch. */
export type ServiceEvent =
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'agent'; readonly agent: AgentState }
  | { readonly type: 'microphone'; readonly microphone: Partial<MicrophoneState> }
  | { readonly type: 'sound'; readonly sound: Partial<SoundState> }
  | { readonly type: 'timers'; readonly timers: readonly Timer[] }
  | { readonly type: 'recipe'; readonly recipe: Recipe }
  /** The cook is at another step. */
  | { readonly type: 'recipe-step'; readonly recipeId: string; readonly currentStep: number }
  | { readonly type: 'usage'; readonly usage: Usage }
  | ConversationEvent;

export type ConversationEvent =
  /** The user began a turn on this device. */
  | {
      readonly type: 'turn-began';
      readonly turnId: string;
      readonly kind: TurnKind;
      readonly text: string;
      readonly pictures: readonly PicturePreview[];
      readonly delivery: Delivery;
      readonly at: number;
    }
  /** The user took a recording back. */
  | { readonly type: 'turn-withdrawn'; readonly turnId: string }
  /** This device knows more about a turn's way to the agent. */
  | { readonly type: 'delivery'; readonly turnId: string; readonly delivery: Delivery }
  /** The agent reports on a turn. */
  | {
      readonly type: 'progress';
      readonly turnId: string;
      readonly kind: TurnKind;
      readonly progress: TurnProgress;
      readonly at: number;
    }
  /** The agent's whole text: what counts, whatever was streamed. */
  | {
      readonly type: 'reply';
      readonly id: string;
      readonly replyTo: string | undefined;
      readonly text: string;
      readonly at: number;
    }
  /** The agent begins to say something. */
  | { readonly type: 'segment-opened'; readonly segmentId: string; readonly at: number }
  | { readonly type: 'segment-grew'; readonly segmentId: string; readonly delta: string }
  | { readonly type: 'segment-closed'; readonly segmentId: string }
  /** All that was understood so far of one segment of the user's speech. */
  | {
      readonly type: 'heard';
      readonly segmentId: string;
      readonly text: string;
      readonly at: number;
    };

/** For inspection: what happened, and the messages of the agent as they came. Never a token. */
export type Observation =
  | ServiceEvent
  | { readonly type: 'message'; readonly message: AgentMessage };
