import { DEFAULT_PROFILE_CLAIMS, parseClaimRule, parseProfileClaim } from './claim-rules.ts';
import {
  type Config,
  JWKS_ALGORITHMS,
  type SessionKeysConfig,
  type SessionSecret,
} from './config.ts';
import { decodeSecret } from './secret-bytes.ts';
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
  if (!parsed.success || errors.length > 0) return { ok: false, errors: [...new Set(errors)] };
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
      keys: toKeys(settings),
      issuer: settings.SESSION_ISSUER,
      audiences: settings.SESSION_AUDIENCE,
      audienceClaim: settings.SESSION_AUDIENCE_CLAIM,
      type: settings.SESSION_TYPE,
      requiredClaims: settings.SESSION_REQUIRED_CLAIMS.flatMap(
        (rule) => parseClaimRule(rule) ?? [],
      ),
      profileClaims: Object.assign(
        { ...DEFAULT_PROFILE_CLAIMS },
        ...settings.SESSION_PROFILE_CLAIMS.map(parseProfileClaim),
      ),
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
    stateRetentionMs: settings.STATE_RETENTION_HOURS * 60 * 60 * 1000,
  };
}

function toKeys(settings: Settings): SessionKeysConfig {
  const { SESSION_JWKS_URL: url, SESSION_SECRET, SESSION_SECRET_PREVIOUS } = settings;
  const algorithms = JWKS_ALGORITHMS.filter((name) => settings.SESSION_ALGORITHM.includes(name));
  return {
    secrets: [
      ...toSecret('current', SESSION_SECRET),
      ...toSecret('previous', SESSION_SECRET_PREVIOUS),
    ],
    jwks: url === undefined ? undefined : { algorithms, url },
  };
}

function toSecret(name: SessionSecret['name'], setting: string | undefined): SessionSecret[] {
  const bytes = decodeSecret(setting ?? '');
  return setting && bytes ? [{ name, bytes }] : [];
}
