import * as z from 'zod/mini';

/** Amount of one modality that went into a model or came out of it. */
export const UsageLine = z.object({
  provider: z.string(),
  model: z.string(),
  direction: z.enum(['in', 'out']),
  modality: z.enum(['text', 'audio', 'image']),
  unit: z.enum(['tokens', 'cached_tokens', 'seconds', 'characters']),
  amount: z.number().check(z.nonnegative()),
  /** Estimate in US dollars, by list prices; absent when the price is unknown. */
  costUsd: z.optional(z.number()),
});
export type UsageLine = z.infer<typeof UsageLine>;

export const Usage = z.object({
  /** Since the start of the conversation, in ms. */
  durationMs: z.number(),
  /** Turns that the agent received. */
  turns: z.int(),
  lines: z.array(UsageLine),
  /** Sum of the lines with a known price. */
  costUsd: z.number(),
});
export type Usage = z.infer<typeof Usage>;
