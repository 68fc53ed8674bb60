import { JWKS_ALGORITHMS } from './config.ts';
import { decodeSecret } from './secret-bytes.ts';
import { isLoopback } from './setting-types.ts';
import type { TextBindings } from './settings.ts';

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
    ...confusedKeys(settings),
    ...missingAudience(settings),
    ...weakSecrets(settings),
    ...reusedSecrets(settings),
    ...confusableIssuer(settings),
  ];
}

/** Settings that need the Durable Object, while it is not bound. */
export function validateDurableObject(
  bindings: TextBindings & { readonly SUBJECTS?: unknown },
): string[] {
  const needs = [
    ['REVOCATION_KEY', bindings.REVOCATION_KEY],
    ['ROOM_MODE', bindings.ROOM_MODE === 'stable'],
    ['ALLOWED_REQUEST_FIELDS', bindings.ALLOWED_REQUEST_FIELDS?.includes('room_name')],
    ['MAX_SESSIONS_PER_SUBJECT', bindings.MAX_SESSIONS_PER_SUBJECT],
  ] as const;
  return needs
    .filter(([, isSet]) => isSet && !bindings.SUBJECTS)
    .map(
      ([setting]) => `SUBJECTS: ${setting} needs this Durable Object: bind it as in wrangler.toml`,
    );
}

/** Every kind of algorithm needs its keys, and keys of another kind would never be used. */
function confusedKeys({
  SESSION_ALGORITHM = '',
  SESSION_SECRET,
  SESSION_SECRET_PREVIOUS,
  SESSION_JWKS_URL,
}: TextBindings): string[] {
  const algorithms = new Set(SESSION_ALGORITHM.split(',').map((algorithm) => algorithm.trim()));
  const usesSecret = algorithms.has('HS256');
  const usesJwks = JWKS_ALGORITHMS.some((algorithm) => algorithms.has(algorithm));
  if (!usesSecret && !usesJwks) return [];
  const rules: [unknown, string][] = [
    [
      usesSecret && !SESSION_SECRET,
      'SESSION_SECRET: is missing: HS256 needs the secret that signs the app’s sessions',
    ],
    [
      usesJwks && !SESSION_JWKS_URL,
      'SESSION_JWKS_URL: is missing: the algorithm needs the URL of the public keys',
    ],
    [
      !usesSecret && SESSION_SECRET,
      'SESSION_SECRET: is not used: remove it, or add HS256 to SESSION_ALGORITHM',
    ],
    [!usesSecret && SESSION_SECRET_PREVIOUS, 'SESSION_SECRET_PREVIOUS: is not used: remove it'],
    [
      !usesJwks && SESSION_JWKS_URL,
      'SESSION_JWKS_URL: is not used: remove it, or add its algorithm to SESSION_ALGORITHM',
    ],
  ];
  return rules.flatMap(([isBroken, error]) => (isBroken ? [error] : []));
}

/** Without an audience, another claim must tell the app's sessions from the sign-in's other tokens. */
function missingAudience({
  SESSION_AUDIENCE,
  SESSION_AUDIENCE_CLAIM,
  SESSION_REQUIRED_CLAIMS,
}: TextBindings): string[] {
  if (SESSION_AUDIENCE_CLAIM !== 'none') {
    return SESSION_AUDIENCE
      ? []
      : ['SESSION_AUDIENCE: is missing: set it to the `aud` claim of the app’s sessions'];
  }
  if (SESSION_AUDIENCE) return ['SESSION_AUDIENCE: is not used: SESSION_AUDIENCE_CLAIM is none'];
  return SESSION_REQUIRED_CLAIMS
    ? []
    : ['SESSION_REQUIRED_CLAIMS: is missing: sessions without an audience need another claim'];
}

function weakSecrets(settings: TextBindings): string[] {
  return SECRETS.flatMap((name) => {
    const secret = settings[name];
    if (!secret || (name === 'LIVEKIT_API_SECRET' && isLocalServer(settings))) return [];
    const bytes = decodeSecret(secret);
    if (!bytes) return [`${name}: is not base64, though it says so`];
    if (bytes.length < MIN_SECRET_BYTES) {
      return [`${name}: must have at least ${MIN_SECRET_BYTES} bytes: ${GENERATE}`];
    }
    return new Set(bytes).size < MIN_DISTINCT_CHARACTERS
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
      .filter((other) => settings[name] && settings[name].trim() === settings[other]?.trim())
      .map((other) => `${name}: must differ from ${other}: ${GENERATE}`),
  );
}

/** A room token's issuer is the API key, so a session's issuer must be another. */
function confusableIssuer({ SESSION_ISSUER, LIVEKIT_API_KEY }: TextBindings): string[] {
  return SESSION_ISSUER && SESSION_ISSUER === LIVEKIT_API_KEY
    ? ['SESSION_ISSUER: must differ from LIVEKIT_API_KEY: sessions come from the app’s sign-in']
    : [];
}
