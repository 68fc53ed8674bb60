import * as z from 'zod/mini';
import { AgentStatus, LeaveReason } from './agent-status.ts';
import { ErrorCode } from './error-code.ts';
import { Recipe } from './recipe.ts';
import { Timer } from './timer.ts';
import { TurnId, TurnKind, TurnProgress } from './turn.ts';
import { Usage } from './usage.ts';

/** A typed turn. */
const TextMessage = z.object({
  id: TurnId,
  type: z.literal('text'),
  text: z.string().check(z.minLength(1)),
  /** On an answer: the turn that it answers. Absent on a user's turn, and on what the agent says unasked. */
  replyTo: z.optional(TurnId),
});

/**
 * Announces a turn of pictures. The pictures follow as byte streams on `IMAGE_TOPIC` with this id as their turn;
 * the turn is complete when `count` of them have arrived.
 */
const ImageMessage = z.object({
  id: TurnId,
  type: z.literal('image'),
  count: z.int().check(z.positive()),
  caption: z.optional(z.string()),
});

/** From the agent: where a turn of the user stands. */
const TurnMessage = z.object({
  id: TurnId,
  type: z.literal('turn'),
  turnId: TurnId,
  kind: TurnKind,
  progress: TurnProgress,
});

/** From the agent: an input that could not be attributed to a turn. */
const ErrorMessage = z.object({
  id: TurnId,
  type: z.literal('error'),
  code: ErrorCode,
  detail: z.string(),
});

/** From the agent: all kitchen timers as they are now. Sent on every change, and again after a reconnect. */
const TimersMessage = z.object({
  id: TurnId,
  type: z.literal('timers'),
  /** The agent's clock as it sends this, in ms since the epoch: the app's own may be wrong by hours. */
  now: z.number(),
  timers: z.array(Timer),
});

/** From the agent: the recipe as it is now, when it is new or was scaled, and again after a reconnect. */
const RecipeMessage = z.object({
  id: TurnId,
  type: z.literal('recipe'),
  recipe: Recipe,
});

/** From the agent: the cook is at another step of the recipe. */
const RecipeStepMessage = z.object({
  id: TurnId,
  type: z.literal('recipe_step'),
  recipeId: z.string(),
  currentStep: z.int().check(z.nonnegative()),
});

/** From the agent: what the conversation has used so far, after each answer and before it leaves. */
const UsageMessage = z.object({
  id: TurnId,
  type: z.literal('usage'),
  usage: Usage,
});

/** From the agent: how it is itself. */
const StatusMessage = z.object({
  id: TurnId,
  type: z.literal('status'),
  status: AgentStatus,
  /** With `leaving`. */
  reason: z.optional(LeaveReason),
});

/** What the app may send on `MESSAGE_TOPIC`. */
export const UserMessage = z.discriminatedUnion('type', [TextMessage, ImageMessage]);
export type UserMessage = z.infer<typeof UserMessage>;

/** What the agent sends on `MESSAGE_TOPIC`. Receivers ignore types that they do not know. */
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

/** Everything that travels on `MESSAGE_TOPIC`, either way. */
export type DataChannelMessage = UserMessage | AgentMessage;
