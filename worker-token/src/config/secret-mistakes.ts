import type { TextBindings } from '../bindings.ts';
import { isLoopback } from './binding-types.ts';

/** RFC 7518 §3.2: a key for HS256 has at least as many bits as its hash. jose leaves this to the application. */
const MIN_SECRET_BYTES = 32;

/** Fewer different characters than this is a placeholder such as `xxxx…`, not a random value. */
const MIN_DISTINCT_CHARACTERS = 8;

const SECRETS = [
  'LIVEKIT_API_SECRET',
  'SESSION_SECRET',
  'SESSION_SECRET_PREVIOUS',
  'REVOCATION_KEY',
] as const;

const GENERATE = 'make one with `openssl rand -base64 32`';

/** Lists what is wrong with the secrets: too short, too plain, or one secret in two places. */
export function secretMistakes(bindings: TextBindings): string[] {
  return [...missing(bindings), ...weak(bindings), ...shared(bindings), ...confusable(bindings)];
}

function missing({ SESSION_ALGORITHM, SESSION_SECRET }: TextBindings): string[] {
  return SESSION_ALGORITHM === 'HS256' && !SESSION_SECRET
    ? ['SESSION_SECRET: is missing: HS256 needs the secret that the app’s sign-in signs with']
    : [];
}

function weak(bindings: TextBindings): string[] {
  return SECRETS.flatMap((name) => {
    const secret = bindings[name];
    if (!secret || (name === 'LIVEKIT_API_SECRET' && isOwnMachine(bindings))) return [];
    if (new TextEncoder().encode(secret).length < MIN_SECRET_BYTES) {
      return [`${name}: must have at least ${MIN_SECRET_BYTES} bytes: ${GENERATE}`];
    }
    return new Set(secret).size < MIN_DISTINCT_CHARACTERS
      ? [`${name}: is a placeholder: ${GENERATE}`]
      : [];
  });
}

/** `livekit-server --dev` has a short secret of its own. */
function isOwnMachine({ LIVEKIT_URL }: TextBindings): boolean {
  return isLoopback(URL.parse(LIVEKIT_URL ?? '')?.hostname ?? '');
}

/** One secret in two places would let a token of one kind pass for another. */
function shared(bindings: TextBindings): string[] {
  return SECRETS.flatMap((name, index) =>
    SECRETS.slice(0, index)
      .filter((other) => bindings[name] && bindings[name] === bindings[other])
      .map((other) => `${name}: must differ from ${other}: ${GENERATE}`),
  );
}

/** A room token's issuer is the API key. */
function confusable({ SESSION_ISSUER, LIVEKIT_API_KEY }: TextBindings): string[] {
  return SESSION_ISSUER && SESSION_ISSUER === LIVEKIT_API_KEY
    ? ['SESSION_ISSUER: must differ from LIVEKIT_API_KEY: sessions come from the app’s sign-in']
    : [];
}
