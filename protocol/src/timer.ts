import * as z from 'zod/mini';

/** A timer of the agent. Times are ms since the epoch, on the agent's clock. */
export const Timer = z.object({
  id: z.string(),
  /** The user's name for it: "the muffins". */
  name: z.string(),
  startedAt: z.number(),
  ringsAt: z.number(),
  state: z.enum(['running', 'rung', 'cancelled']),
});
export type Timer = z.infer<typeof Timer>;

/** A paused timer, which does not ring until it runs again. */
export const PausedTimer = z.object({
  id: z.string(),
  name: z.string(),
  /** How long it will run, in ms. */
  leftMs: z.number().check(z.positive()),
});
export type PausedTimer = z.infer<typeof PausedTimer>;
