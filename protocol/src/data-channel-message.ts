import * as z from 'zod/mini';
import { AgentStatus, LeaveReason } from './agent-status.ts';
import { ErrorCode } from './error-code.ts';
import { Recipe } from './recipe.ts';
import { PausedTimer, Timer } from './timer.ts';
import { TurnId, TurnKind, TurnProgress } from './turn.ts';
import { Usage } from './usage.ts';

/** A typed turn of the user, or the text of an answer of the agent. */
const TextMessage = z.object({
  id: TurnId,
  type: z.literal('text'),
  text: z.string().check(z.minLength(1)),
  /** The turn that an answer belongs to. Absent on a user's turn and on speech that the agent initiates. */
  replyTo: z.optional(TurnId),
});

/**
 * Announces an image turn, so that it is received before its first upload completes. The images follow as byte streams on
 * `IMAGE_TOPIC` with this id as their `turn_id`; the turn is complete when `count` of them have arrived.
 */
const ImageMessage = z.object({
  id: TurnId,
  type: z.literal('image'),
  count: z.int().check(z.positive()),
  caption: z.optional(z.string()),
});

/** From the agent: the progress of a user's turn. */
const TurnMessage = z.object({
  id: TurnId,
  type: z.literal('turn'),
  turnId: TurnId,
  kind: TurnKind,
  progress: TurnProgress,
});

/** From the agent: an input that belongs to no turn failed, or the agent's voice did (`voice_unavailable`). */
const ErrorMessage = z.object({
  id: TurnId,
  type: z.literal('error'),
  code: ErrorCode,
  detail: z.string(),
});

/** From the agent: the current state of all timers. Sent on every change and after a reconnect. */
const TimersMessage = z.object({
  id: TurnId,
  type: z.literal('timers'),
  /** The agent's clock when it sends the message, in ms since the epoch. A phone's clock can be hours off. */
  now: z.number(),
  timers: z.array(Timer),
  /** Not in `timers`, so that an app which does not know of pauses neither counts them down nor rings them. */
  paused: z.optional(z.array(PausedTimer)),
});

/** From the agent: the current recipe. Sent when it is new or was scaled, and after a reconnect. */
const RecipeMessage = z.object({
  id: TurnId,
  type: z.literal('recipe'),
  recipe: Recipe,
});

/** From the agent: the user moved to another step of the recipe. */
const RecipeStepMessage = z.object({
  id: TurnId,
  type: z.literal('recipe_step'),
  recipeId: z.string(),
  currentStep: z.int().check(z.nonnegative()),
});

/** From the agent: the conversation's usage so far. Sent after each answer and before the agent leaves. */
const UsageMessage = z.object({
  id: TurnId,
  type: z.literal('usage'),
  usage: Usage,
});

/** From the agent: its own status. */
const StatusMessage = z.object({
  id: TurnId,
  type: z.literal('status'),
  status: AgentStatus,
  /** Only with `leaving` and `leaving_soon`. */
  reason: z.optional(LeaveReason),
});

/** Messages of the app on `MESSAGE_TOPIC`. */
export const UserMessage = z.discriminatedUnion('type', [TextMessage, ImageMessage]);
export type UserMessage = z.infer<typeof UserMessage>;

/**
 * What the agent accepts on `MESSAGE_TOPIC` and in data packets without a topic: `UserMessage`, and what apps send that were
 * written before this protocol. The agent makes an id for a message without one, and an image may be in the message itself.
 */
export const ReceivedMessage = z.discriminatedUnion('type', [
  z.object({
    id: z.optional(TurnId),
    type: z.literal('text'),
    text: z.string().check(z.trim(), z.minLength(1)),
    replyTo: z.optional(z.never()),
  }),
  z.object({
    id: z.optional(TurnId),
    type: z.literal('image'),
    count: z._default(z.int().check(z.positive()), 1),
    caption: z.optional(z.string()),
    /** The image in base64, or as a data URL. Without it, byte streams follow. */
    data: z.optional(z.string()),
  }),
]);
export type ReceivedMessage = z.infer<typeof ReceivedMessage>;

/** Messages of the agent on `MESSAGE_TOPIC`. Receivers ignore unknown types. */
export const AgentMessage = z.discriminatedUnion('type', [
  TextMessage,
  TurnMessage,
  ErrorMessage,
  TimersMessage,
  RecipeMessage,
  RecipeStepMessage,
  UsageMessage,
  StatusMessage,
]);
export type AgentMessage = z.infer<typeof AgentMessage>;

/** Any message on `MESSAGE_TOPIC`, in either direction. */
export type DataChannelMessage = UserMessage | AgentMessage;
