import * as z from 'zod/mini';

/** How much of one kind of material went into a model, or came out of it. */
export const UsageLine = z.object({
  provider: z.string(),
  model: z.string(),
  direction: z.enum(['in', 'out']),
  modality: z.enum(['text', 'audio', 'image']),
  unit: z.enum(['tokens', 'cached_tokens', 'seconds', 'characters']),
  amount: z.number().check(z.nonnegative()),
  /** Estimated, in US dollars, by list prices; absent where no price is known. */
  costUsd: z.optional(z.number()),
});
export type UsageLine = z.infer<typeof UsageLine>;

/** What a conversation has used so far. */
export const Usage = z.object({
  /** Since the conversation began, in ms. */
  durationMs: z.number(),
  /** Turns that were taken up. */
  turns: z.int(),
  lines: z.array(UsageLine),
  /** The sum of the lines that have a price. */
  costUsd: z.number(),
});
export type Usage = z.infer<typeof Usage>;
