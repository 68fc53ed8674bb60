import { isLoopback } from './setting-types.ts';
import { JWKS_ALGORITHMS, type TextBindings } from './settings.ts';

/** RFC 7518 §3.2: an HS256 key has at least as many bits as the hash. jose leaves this check to the application. */
const MIN_SECRET_BYTES = 32;

/** A secret with fewer distinct characters is a placeholder such as `xxxx…`, not a random value. */
const MIN_DISTINCT_CHARACTERS = 8;

const SECRETS = [
  'LIVEKIT_API_SECRET',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'REVOCATION_KEY',
] as const;

const GENERATE = 'generate one with `openssl rand -base64 32`';

/** Checks that span settings: missing, weak, reused or confusable values. No error contains a value. */
export function validateSettings(settings: TextBindings): string[] {
  return [
    ...missingKeys(settings),
    ...weakSecrets(settings),
    ...reusedSecrets(settings),
    ...confusableIssuer(settings),
  ];
}

/** Settings that need a Durable Object which is not bound. */
export function validateDurableObjects(
  bindings: TextBindings & { readonly REVOCATIONS?: unknown; readonly ROOMS?: unknown },
): string[] {
  const needs = [
    ['REVOCATIONS', 'REVOCATION_KEY', bindings.REVOCATION_KEY],
    ['ROOMS', 'ROOM_MODE', bindings.ROOM_MODE === 'stable'],
    ['ROOMS', 'ALLOWED_REQUEST_FIELDS', bindings.ALLOWED_REQUEST_FIELDS?.includes('room_name')],
    ['ROOMS', 'MAX_SESSIONS_PER_SUBJECT', bindings.MAX_SESSIONS_PER_SUBJECT],
  ] as const;
  return needs
    .filter(([object, , isSet]) => isSet && !bindings[object])
    .map(
      ([object, setting]) =>
        `${object}: ${setting} needs this Durable Object: bind it as in wrangler.toml`,
    );
}

function missingKeys({
  SESSION_ALGORITHM,
  SESSION_SECRET,
  SESSION_JWKS_URL,
}: TextBindings): string[] {
  if (SESSION_ALGORITHM === 'HS256' && !SESSION_SECRET) {
    return ['SESSION_SECRET: is missing: HS256 needs the secret that signs the app’s sessions'];
  }
  const usesJwks = JWKS_ALGORITHMS.some((algorithm) => algorithm === SESSION_ALGORITHM);
  return usesJwks && !SESSION_JWKS_URL
    ? [`SESSION_JWKS_URL: is missing: ${SESSION_ALGORITHM} needs the URL of the public keys`]
    : [];
}

function weakSecrets(settings: TextBindings): string[] {
  return SECRETS.flatMap((name) => {
    const secret = settings[name];
    if (!secret || (name === 'LIVEKIT_API_SECRET' && isLocalServer(settings))) return [];
    if (new TextEncoder().encode(secret).length < MIN_SECRET_BYTES) {
      return [`${name}: must have at least ${MIN_SECRET_BYTES} bytes: ${GENERATE}`];
    }
    return new Set(secret).size < MIN_DISTINCT_CHARACTERS
      ? [`${name}: is a placeholder: ${GENERATE}`]
      : [];
  });
}

/** `livekit-server --dev` has a fixed short secret. */
function isLocalServer({ LIVEKIT_URL }: TextBindings): boolean {
  return isLoopback(URL.parse(LIVEKIT_URL ?? '')?.hostname ?? '');
}

/** With one secret in two places, a token of one kind would pass for the other. */
function reusedSecrets(settings: TextBindings): string[] {
  return SECRETS.flatMap((name, index) =>
    SECRETS.slice(0, index)
      .filter((other) => settings[name] && settings[name] === settings[other])
      .map((other) => `${name}: must differ from ${other}: ${GENERATE}`),
  );
}

/** A room token's issuer is the API key, so a session's issuer must be another. */
function confusableIssuer({ SESSION_ISSUER, LIVEKIT_API_KEY }: TextBindings): string[] {
  return SESSION_ISSUER && SESSION_ISSUER === LIVEKIT_API_KEY
    ? ['SESSION_ISSUER: must differ from LIVEKIT_API_KEY: sessions come from the app’s sign-in']
    : [];
}
