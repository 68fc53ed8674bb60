import * as z from 'zod/mini';

/** Largest metadata that the token service puts into a dispatch, in bytes of UTF-8: it travels inside the token's URL. */
export const MAX_DISPATCH_METADATA_BYTES = 2048;

/**
 * What the token service tells the agent about the user, as JSON in the dispatch's metadata. Everything in it comes
 * from the verified session, so the agent may trust it.
 */
export const DispatchMetadata = z.object({
  /** Version of this shape. */
  v: z.literal(1),
  /** The session's subject: who the user is for the app. */
  subject: z.string(),
  /** The user's participant identity in the room: the agent listens to nobody else. */
  identity: z.string(),
  /** BCP 47 language tag: `en-GB`. */
  locale: z.optional(z.string()),
  /** What to call the user. */
  name: z.optional(z.string()),
  appVersion: z.optional(z.string()),
  /** The app's own settings for this user, such as `units: "metric"`. */
  preferences: z.optional(z.record(z.string(), z.string())),
  /** Set when the room's name comes again: the agent stays for as long as the room does, whoever leaves it. */
  lasting: z.optional(z.boolean()),
  /** One id from the app's call to the agent's last log line. */
  correlationId: z.string(),
});
export type DispatchMetadata = z.infer<typeof DispatchMetadata>;
