import * as z from 'zod/mini';
import { RequestField } from './config.ts';
import {
  commaSeparated,
  flag,
  isOrigin,
  isServerUrl,
  isWebUrl,
  seconds,
  text,
} from './setting-types.ts';

/** Algorithms whose public keys the sign-in publishes as a JWK set. */
export const JWKS_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
const SESSION_ALGORITHMS = ['HS256', ...JWKS_ALGORITHMS] as const;

/** Every setting, with its default and its limits. `docs/token-service.md` explains them. */
export const Settings = z.object({
  LIVEKIT_URL: text('set it to the wss:// URL of the LiveKit project').check(
    z.refine(isServerUrl, 'must be wss://host (ws:// only for localhost), without a query'),
  ),
  LIVEKIT_API_KEY: text('copy it from the LiveKit project: Settings, Keys'),
  LIVEKIT_API_SECRET: text('copy it from the LiveKit project: Settings, Keys'),
  AGENT_NAME: z._default(
    z
      .string()
      .check(z.regex(/^[\w.-]{1,64}$/, 'may contain letters, digits, dots, dashes, underscores')),
    'bakebot',
  ),
  SESSION_ALGORITHM: z.enum(SESSION_ALGORITHMS, {
    error: `set it to the algorithm that signs the app’s sessions: ${SESSION_ALGORITHMS.join(', ')}`,
  }),
  SESSION_SECRET: z.optional(z.string()),
  SESSION_SECRET_PREVIOUS: z.optional(z.string()),
  SESSION_JWKS_URL: z.optional(
    z.string().check(z.refine(isWebUrl, 'must be https:// (http:// only for localhost)')),
  ),
  SESSION_ISSUER: text('set it to the `iss` claim of the app’s sessions'),
  SESSION_AUDIENCE: text('set it to the `aud` claim of the app’s sessions'),
  SESSION_AUDIENCE_CLAIM: z._default(
    z.enum(['aud', 'azp', 'client_id'], { error: 'must be aud, azp or client_id' }),
    'aud',
  ),
  SESSION_TYPE: z.optional(z.string()),
  SESSION_MAX_LIFETIME_SECONDS: seconds({ default: 86_400, min: 60, max: 30 * 86_400 }),
  SESSION_CLOCK_TOLERANCE_SECONDS: seconds({ default: 30, min: 0, max: 120 }),
  ROOM_MODE: z._default(z.enum(['fresh', 'stable'], { error: 'must be fresh or stable' }), 'fresh'),
  ROOM_DEPARTURE_SECONDS: seconds({ default: 120, min: 10, max: 600 }),
  MAX_SESSIONS_PER_SUBJECT: z.optional(
    z.pipe(
      z.string().check(z.regex(/^[1-9]\d?$/, 'must be a number from 1 to 99')),
      z.transform(Number),
    ),
  ),
  ALLOW_CAMERA: flag(),
  ALLOWED_REQUEST_FIELDS: commaSeparated(
    z.enum(RequestField.options, { error: `may list ${RequestField.options.join(', ')}` }),
  ),
  // At most ten minutes, because a room token cannot be withdrawn. At least two, because LiveKit's clients discard a
  // cached token one minute before it expires.
  TOKEN_TTL_SECONDS: seconds({ default: 300, min: 120, max: 600 }),
  ALLOWED_ORIGINS: commaSeparated(
    z.string().check(z.refine(isOrigin, 'must be origins such as https://app.example.com')),
  ),
  REVOCATION_KEY: z.optional(z.string()),
});
export type Settings = z.infer<typeof Settings>;

/** The Worker's bindings that are text: variables and secrets, as Cloudflare passes them. */
export type TextBindings = { readonly [Name in keyof typeof Settings.shape]?: string };
