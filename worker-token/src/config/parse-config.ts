import type { Config, SessionKeySource } from './config.ts';
import { Settings, type TextBindings } from './settings.ts';
import { validateSettings } from './validate.ts';

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Parses the settings, or lists every error with its remedy. No error contains a value. */
export function parseConfig(bindings: TextBindings): ConfigResult {
  const set = Object.fromEntries(Object.entries(bindings).filter(([, value]) => value !== ''));
  const parsed = Settings.safeParse(set);
  const errors = [
    ...(parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`),
    ...validateSettings(set),
  ];
  if (!parsed.success || errors.length > 0) return { ok: false, errors };
  return { ok: true, config: toConfig(parsed.data) };
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

function toKeySource(settings: Settings): SessionKeySource {
  const { SESSION_ALGORITHM: algorithm, SESSION_JWKS_URL: jwksUrl = '' } = settings;
  if (algorithm !== 'HS256') return { algorithm, jwksUrl };
  const encoder = new TextEncoder();
  const current = encoder.encode(settings.SESSION_SECRET);
  const previous = settings.SESSION_SECRET_PREVIOUS;
  return { algorithm, secrets: previous ? [current, encoder.encode(previous)] : [current] };
}
