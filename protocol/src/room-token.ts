import * as z from 'zod/mini';

/**
 * LiveKit's standard token endpoint: what any client SDK's `TokenSource.endpoint` posts, every field optional.
 * Unknown fields are ignored, as protobuf does.
 * https://docs.livekit.io/frontends/build/authentication/endpoint
 */
export const TokenRequest = z.object({
  room_name: z.optional(z.string()),
  participant_identity: z.optional(z.string()),
  participant_name: z.optional(z.string()),
  participant_metadata: z.optional(z.string()),
  participant_attributes: z.optional(z.record(z.string(), z.string())),
  room_config: z.optional(z.record(z.string(), z.unknown())),
});
export type TokenRequest = z.infer<typeof TokenRequest>;

/** The answer, with status 201. */
export const TokenResponse = z.object({
  /** Where to connect: `wss://…` (or `ws://…` on one's own machine). */
  server_url: z.string(),
  /** A LiveKit access token (JWT). It lives minutes: use it at once. */
  participant_token: z.string(),
});
export type TokenResponse = z.infer<typeof TokenResponse>;
