import * as z from 'zod/mini';

/**
 * LiveKit's standard token endpoint: what any client SDK's `TokenSource.endpoint` posts, every field optional.
 * Unknown fields are ignored and null is no value, as in protobuf.
 * https://docs.livekit.io/frontends/build/authentication/endpoint
 */
export const TokenRequest = z.object({
  room_name: z.nullish(z.string()),
  participant_identity: z.nullish(z.string()),
  participant_name: z.nullish(z.string()),
  participant_metadata: z.nullish(z.string()),
  participant_attributes: z.nullish(z.record(z.string(), z.string())),
  room_config: z.nullish(z.record(z.string(), z.unknown())),
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
