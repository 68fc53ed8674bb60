import * as z from 'zod/mini';
import { ErrorCode } from './error-code.ts';

/** Id of a turn or a message, chosen by its sender. A UUID fits. */
export const TurnId = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.:-]+$/));
export type TurnId = z.infer<typeof TurnId>;

/** Input modality of a turn. An image turn may have a caption. */
export const TurnKind = z.enum(['voice', 'text', 'image']);
export type TurnKind = z.infer<typeof TurnKind>;

/**
 * A turn's progress, as the agent reports it: `received` → `answering` → `answered`, `superseded` or `failed`.
 *
 * Every turn reaches one of the last three, never silence. `superseded` means that a newer turn came before the answer
 * was complete.
 */
export const TurnProgress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('received') }),
  z.object({ state: z.literal('answering') }),
  z.object({ state: z.literal('answered') }),
  z.object({ state: z.literal('superseded') }),
  z.object({
    state: z.literal('failed'),
    code: ErrorCode,
    /** For the developer's console; apps show their own text for the code. */
    detail: z.string(),
    /** Whether sending the same turn again can succeed. */
    retryable: z.boolean(),
  }),
]);
export type TurnProgress = z.infer<typeof TurnProgress>;
export type TurnState = TurnProgress['state'];
