import * as z from 'zod/mini';

/** Largest metadata of a dispatch, in bytes of UTF-8: it is part of the room token, which clients send in a URL. */
export const MAX_DISPATCH_METADATA_BYTES = 2048;

/**
 * The dispatch's metadata, JSON from the token service to the agent. All of it comes from the verified session, so the
 * agent can trust it.
 */
export const DispatchMetadata = z.object({
  /** Version of this schema. */
  v: z.literal(1),
  /** The session's subject: the user's id in the app. */
  subject: z.string(),
  /** The user's participant identity in the room. The agent ignores all other participants. */
  identity: z.string(),
  /** BCP 47 language tag: `en-GB`. */
  locale: z.optional(z.string()),
  /** IANA time zone: `Europe/London`. */
  timeZone: z.optional(z.string()),
  /** Display name. */
  name: z.optional(z.string()),
  appVersion: z.optional(z.string()),
  /** The app's own settings for this user, such as `units: "metric"`. */
  preferences: z.optional(z.record(z.string(), z.string())),
  /** Set when later tokens open the same room: the agent then stays until LiveKit closes the room. */
  lasting: z.optional(z.boolean()),
  /** The id of the app's token request; on every log line of the agent. */
  correlationId: z.string(),
});
export type DispatchMetadata = z.infer<typeof DispatchMetadata>;
