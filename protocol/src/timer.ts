import * as z from 'zod/mini';

/** A kitchen timer that the agent keeps. Times are ms since the epoch, on the agent's clock. */
export const Timer = z.object({
  id: z.string(),
  /** What the user calls it: "the muffins". */
  name: z.string(),
  startedAt: z.number(),
  ringsAt: z.number(),
  state: z.enum(['running', 'rung', 'cancelled']),
});
export type Timer = z.infer<typeof Timer>;
