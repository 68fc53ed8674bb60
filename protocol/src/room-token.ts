import * as z from 'zod/mini';

/**
 * The request of LiveKit's standard token endpoint, as every SDK's `TokenSource.endpoint` posts it. All fields are
 * optional, unknown fields are ignored and null means unset, as in protobuf's JSON.
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

/** The response, with status 201. */
export const TokenResponse = z.object({
  /** LiveKit's URL: `wss://…` (`ws://…` only for localhost). */
  server_url: z.string(),
  /** A LiveKit access token (JWT), valid for minutes. */
  participant_token: z.string(),
});
export type TokenResponse = z.infer<typeof TokenResponse>;
