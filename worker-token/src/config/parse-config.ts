import * as z from 'zod/mini';
import type { TextBindings } from '../bindings.ts';
import { RequestField } from '../room/token-request.ts';
import type { Config, SessionConfig } from './config.ts';
import {
  commaSeparated,
  flag,
  isOrigin,
  isServerUrl,
  isWebUrl,
  seconds,
  text,
} from './binding-types.ts';
import { secretMistakes } from './secret-mistakes.ts';

const PUBLISHED_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
const SESSION_ALGORITHMS = ['HS256', ...PUBLISHED_ALGORITHMS] as const;

/** All settings, as `docs/token-service.md` explains them. */
export const Settings = z.object({
  LIVEKIT_URL: text('set it to the wss:// address of the LiveKit project').check(
    z.refine(isServerUrl, 'must be wss://host (ws:// only on one’s own machine), without a query'),
  ),
  LIVEKIT_API_KEY: text('copy it from the LiveKit project: Settings, Keys'),
  LIVEKIT_API_SECRET: text('copy it from the LiveKit project: Settings, Keys'),
  AGENT_NAME: z._default(
    z.string().check(z.regex(/^[\w.-]{1,64}$/, 'may have letters, digits, dots and dashes')),
    'bakebot',
  ),
  SESSION_ALGORITHM: z.enum(SESSION_ALGORITHMS, {
    error: `set it to how the app’s sign-in signs sessions: ${SESSION_ALGORITHMS.join(', ')}`,
  }),
  SESSION_SECRET: z.optional(z.string()),
  SESSION_SECRET_PREVIOUS: z.optional(z.string()),
  SESSION_JWKS_URL: z.optional(
    z.string().check(z.refine(isWebUrl, 'must be https:// (http:// only on one’s own machine)')),
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
  // At most ten minutes, because a room token cannot be taken back; more than the minute before its end in which
  // LiveKit's clients no longer use a token that they keep.
  TOKEN_TTL_SECONDS: seconds({ default: 300, min: 120, max: 600 }),
  ALLOWED_ORIGINS: commaSeparated(
    z.string().check(z.refine(isOrigin, 'must be origins such as https://app.example.com')),
  ),
  REVOCATION_KEY: z.optional(z.string()),
});
type Settings = z.infer<typeof Settings>;

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly mistakes: readonly string[] };

/** Reads the settings, or lists every mistake in them with its remedy. No value appears in a message. */
export function parseConfig(bindings: TextBindings): ConfigResult {
  const set = Object.fromEntries(Object.entries(bindings).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(set);
  const mistakes = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`),
    ...secretMistakes(set),
    ...keySourceMistakes(set),
  ];
  if (!parsed.success || mistakes.length > 0) return { ok: false, mistakes };
  return { ok: true, config: toConfig(parsed.data) };
}

function keySourceMistakes({ SESSION_ALGORITHM, SESSION_JWKS_URL }: TextBindings): string[] {
  const isPublished = PUBLISHED_ALGORITHMS.some((algorithm) => algorithm === SESSION_ALGORITHM);
  return isPublished && !SESSION_JWKS_URL
    ? [`SESSION_JWKS_URL: ${SESSION_ALGORITHM} needs the address of the sign-in’s public keys`]
    : [];
}

function toConfig(settings: Settings): Config {
  return {
    livekit: {
      url: settings.LIVEKIT_URL,
      apiKey: settings.LIVEKIT_API_KEY,
      apiSecret: settings.LIVEKIT_API_SECRET,
    },
    session: {
      keys: toKeySource(settings),
      issuer: settings.SESSION_ISSUER,
      audience: settings.SESSION_AUDIENCE,
      audienceClaim: settings.SESSION_AUDIENCE_CLAIM,
      type: settings.SESSION_TYPE,
      maxLifetimeMs: settings.SESSION_MAX_LIFETIME_SECONDS * 1000,
      clockToleranceMs: settings.SESSION_CLOCK_TOLERANCE_SECONDS * 1000,
    },
    room: {
      agentName: settings.AGENT_NAME,
      mode: settings.ROOM_MODE,
      allowCamera: settings.ALLOW_CAMERA,
      allowedFields: new Set(settings.ALLOWED_REQUEST_FIELDS),
      tokenTtlMs: settings.TOKEN_TTL_SECONDS * 1000,
      departureMs: settings.ROOM_DEPARTURE_SECONDS * 1000,
      maxSessions: settings.MAX_SESSIONS_PER_SUBJECT,
    },
    allowedOrigins: settings.ALLOWED_ORIGINS,
    revocationKey: settings.REVOCATION_KEY,
  };
}

function toKeySource(settings: Settings): SessionConfig['keys'] {
  const { SESSION_ALGORITHM: algorithm, SESSION_JWKS_URL: jwksUrl = '' } = settings;
  if (algorithm !== 'HS256') return { algorithm, jwksUrl };
  const encoder = new TextEncoder();
  const current = encoder.encode(settings.SESSION_SECRET);
  const previous = settings.SESSION_SECRET_PREVIOUS;
  return { algorithm, secrets: previous ? [current, encoder.encode(previous)] : [current] };
}
