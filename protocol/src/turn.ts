import * as z from 'zod/mini';
import { ErrorCode } from './error-code.ts';

/** Ids that a client makes: a UUID is the usual choice. */
export const TurnId = z.string().check(z.minLength(1), z.maxLength(64), z.regex(/^[\w.:-]+$/));
export type TurnId = z.infer<typeof TurnId>;

/** How the user spoke: with the voice, by typing, or with one or more pictures (and perhaps a caption). */
export const TurnKind = z.enum(['voice', 'text', 'image']);
export type TurnKind = z.infer<typeof TurnKind>;

/**
 * A step in a turn's life, as the agent reports it:
 *
 * `received` → `answering` → `answered`, or
 * `superseded` (the user said something else before the answer was complete), or `failed`.
 *
 * Every turn reaches one of the last three: never silence.
 */
export const TurnProgress = z.discriminatedUnion('state', [
  z.object({ state: z.literal('received') }),
  z.object({ state: z.literal('answering') }),
  z.object({ state: z.literal('answered') }),
  z.object({ state: z.literal('superseded') }),
  z.object({
    state: z.literal('failed'),
    code: ErrorCode,
    /** For the developer's console; apps show their own words for the code. */
    detail: z.string(),
    /** Whether sending the same turn again can succeed. */
    retryable: z.boolean(),
  }),
]);
export type TurnProgress = z.infer<typeof TurnProgress>;
export type TurnState = TurnProgress['state'];
