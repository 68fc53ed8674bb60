import * as z from 'zod/mini';
import { parseClaimRule, parseProfileClaim } from './claim-rules.ts';
import { JWKS_ALGORITHMS, RequestField } from './config.ts';
import {
  commaSeparated,
  flag,
  isOrigin,
  isServerUrl,
  isWebUrl,
  listOf,
  seconds,
  text,
  withoutSpaces,
} from './setting-types.ts';

const SESSION_ALGORITHMS = ['HS256', ...JWKS_ALGORITHMS] as const;

/** RFC 6750 §2.1, `b64token`: what a bearer credential can contain. */
const CREDENTIAL = /^[\w.~+/-]+=*$/;

const secret = z.optional(
  z.string().check(z.regex(/^\S(.*\S)?$/, 'begins or ends with a space or a line break')),
);

/** Every setting, with its default and its limits. `docs/token-service.md` explains them. */
export const Settings = z.object({
  LIVEKIT_URL: text('set it to the wss:// URL of the LiveKit project').check(
    z.refine(isServerUrl, 'must be wss://host (ws:// only for localhost), without path or query'),
  ),
  LIVEKIT_API_KEY: text('copy it from the LiveKit project: Settings, Keys'),
  LIVEKIT_API_SECRET: text('copy it from the LiveKit project: Settings, Keys'),
  AGENT_NAME: z._default(
    z
      .string()
      .check(z.regex(/^[\w.-]{1,64}$/, 'may contain letters, digits, dots, dashes, underscores')),
    'bakebot',
  ),
  SESSION_ALGORITHM: listOf(
    z.enum(SESSION_ALGORITHMS, { error: `may list ${SESSION_ALGORITHMS.join(', ')}` }),
    'is missing: set it to the algorithm that signs the app’s sessions',
  ),
  SESSION_SECRET: secret,
  SESSION_SECRET_PREVIOUS: secret,
  SESSION_JWKS_URL: z.optional(
    z.string().check(z.refine(isWebUrl, 'must be https:// (http:// only for localhost)')),
  ),
  SESSION_ISSUER: text('set it to the `iss` claim of the app’s sessions').check(
    z.regex(/^[^,]*$/, 'must be one issuer: a comma is not part of any'),
  ),
  SESSION_AUDIENCE: commaSeparated(z.string().check(withoutSpaces())),
  SESSION_AUDIENCE_CLAIM: z._default(
    z.enum(['aud', 'azp', 'client_id', 'none'], { error: 'must be aud, azp, client_id or none' }),
    'aud',
  ),
  SESSION_TYPE: z.optional(z.string().check(withoutSpaces())),
  SESSION_REQUIRED_CLAIMS: commaSeparated(
    z
      .string()
      .check(
        z.refine(
          (rule) => parseClaimRule(rule) !== undefined,
          'must list rules such as email_verified=true, provider!=anonymous or scope~voice',
        ),
      ),
  ),
  SESSION_PROFILE_CLAIMS: commaSeparated(
    z
      .string()
      .check(
        z.refine(
          (claim) => parseProfileClaim(claim) !== undefined,
          'must list claims such as name=user_metadata.full_name',
        ),
      ),
  ),
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
  REVOCATION_KEY: z.optional(
    z.string().check(z.regex(CREDENTIAL, 'contains characters that no bearer credential can have')),
  ),
  STATE_RETENTION_HOURS: z._default(
    z.pipe(
      z.string().check(
        z.regex(/^\d{1,4}$/, 'must be a number of hours from 0 to 8760'),
        z.refine((hours) => Number(hours) <= 8760, 'must be a number of hours from 0 to 8760'),
      ),
      z.transform(Number),
    ),
    24,
  ),
});
export type Settings = z.infer<typeof Settings>;

/** The Worker's bindings that are text: variables and secrets, as Cloudflare passes them. */
export type TextBindings = { readonly [Name in keyof typeof Settings.shape]?: string };
