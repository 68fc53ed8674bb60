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
