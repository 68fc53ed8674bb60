import type { DispatchMetadata, LeaveReason } from '@bakebot/protocol';
import type { Room } from '@livekit/rtc-node';
import type { AgentDefinition } from './definition.ts';
import type { MakeModels } from './models/load-models.ts';
import type { PipelineConfig } from './pipelines/create-pipelines.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

/** Limits of one conversation. */
export type Limits = {
  /** Longest silence, in ms. */
  readonly idleMs: number;
  /** Longest conversation, in ms. */
  readonly sessionMs: number;
  /** Highest cost of a conversation, in US dollars; undefined for no limit. */
  readonly costUsd: number | undefined;
};

export type ConversationOptions = {
  readonly definition: AgentDefinition;
  readonly room: Room;
  readonly user: DispatchMetadata;
  readonly config: { readonly limits: Limits; readonly pipelines: PipelineConfig };
  readonly makeModels: MakeModels;
  readonly telemetry: Telemetry;
  /** Receives the state, as JSON, soon after each change: see {@link Conversation.restore}. */
  readonly keep: (state: unknown) => void;
  /** Called after the agent has left the conversation by itself, and the app knows the reason. */
  readonly left: (reason: LeaveReason) => Promise<void>;
};
