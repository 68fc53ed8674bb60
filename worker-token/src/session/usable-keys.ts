import { importJWK, type JSONWebKeySet, type JWK } from 'jose';
import * as z from 'zod/mini';
import type { JwksAlgorithm } from '../config/config.ts';
import { log } from '../platform/log.ts';

const MAX_KEYS = 64;

/** NIST SP 800-131A; jose checks it only when it signs or verifies. */
const MIN_RSA_BITS = 2048;

const text = z.optional(z.string());

/** The members that verification uses. Others are dropped: they may be of any depth and type. */
const PublicJwk = z.object({
  kty: z.enum(['RSA', 'EC', 'OKP']),
  kid: text,
  alg: text,
  use: text,
  key_ops: z.optional(z.array(z.string())),
  crv: text,
  x: text,
  y: text,
  n: text,
  e: text,
});

const JwkSet = z.object({
  keys: z.array(z.unknown()).check(z.minLength(1), z.maxLength(MAX_KEYS)),
});

/** The key type, or curve, of each algorithm. */
const KEY_OF: Readonly<Record<JwksAlgorithm, string>> = {
  RS256: 'RSA',
  RS384: 'RSA',
  RS512: 'RSA',
  PS256: 'RSA',
  PS384: 'RSA',
  PS512: 'RSA',
  ES256: 'P-256',
  ES384: 'P-384',
  ES512: 'P-521',
  EdDSA: 'Ed25519',
  Ed25519: 'Ed25519',
};

/**
 * The keys of a set that can verify sessions. All others are left out, as RFC 7517 §5 asks: one odd key must not take out
 * the good ones, nor fail later when a stranger names it.
 *
 * @throws when the text is not a JWK set
 */
export async function selectUsableKeys(
  json: string,
  algorithms: readonly JwksAlgorithm[],
): Promise<JSONWebKeySet> {
  const { keys: candidates } = JwkSet.parse(JSON.parse(json));
  const keys: JWK[] = [];
  for (const candidate of candidates) {
    const result = await readKey(candidate, algorithms);
    if (typeof result !== 'string') keys.push(result);
    else if (!EXPECTED.has(result)) log('warn', 'session key ignored', { reason: result });
  }
  return { keys };
}

type Unusable = 'not_understood' | 'private' | 'other_use' | 'other_algorithm' | 'weak' | 'invalid';

/** Keys for other purposes are part of a sound set. */
const EXPECTED: ReadonlySet<Unusable> = new Set(['other_use', 'other_algorithm']);

async function readKey(
  candidate: unknown,
  algorithms: readonly JwksAlgorithm[],
): Promise<JWK | Unusable> {
  const parsed = PublicJwk.safeParse(candidate);
  if (!parsed.success) return isSecret(candidate) ? 'private' : 'not_understood';
  // A published private key lets anyone sign sessions.
  if (isSecret(candidate)) return 'private';
  const { use, key_ops: operations } = parsed.data;
  if ((use ?? 'sig') !== 'sig' || operations?.includes('verify') === false) return 'other_use';
  const jwk = withoutUndefined(parsed.data);
  const algorithm = algorithms.find((name) => fits(jwk, name));
  if (!algorithm) return 'other_algorithm';
  return (await checkKey(jwk, algorithm)) ?? jwk;
}

/** `d` is a private key and `k` a shared secret. */
function isSecret(candidate: unknown): boolean {
  return (
    typeof candidate === 'object' && candidate !== null && ('d' in candidate || 'k' in candidate)
  );
}

/** RFC 9864 renames `EdDSA` to `Ed25519`: sign-ins mix both names in tokens and keys, so the key's is dropped. */
function withoutUndefined({ alg, ...members }: z.infer<typeof PublicJwk>): JWK {
  const isEdwards = members.crv === 'Ed25519' && (alg === 'EdDSA' || alg === 'Ed25519');
  return Object.fromEntries(
    Object.entries({ ...members, ...(!isEdwards && { alg }) }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function fits({ kty, crv, alg }: JWK, algorithm: JwksAlgorithm): boolean {
  return (kty === 'RSA' ? kty : crv) === KEY_OF[algorithm] && (alg ?? algorithm) === algorithm;
}

async function checkKey(jwk: JWK, algorithm: JwksAlgorithm): Promise<Unusable | undefined> {
  try {
    const key = await importJWK(jwk, algorithm);
    if (!(key instanceof CryptoKey)) return 'invalid';
    return isWeak(key.algorithm) ? 'weak' : undefined;
  } catch {
    return 'invalid';
  }
}

function isWeak(algorithm: object): boolean {
  if (!('modulusLength' in algorithm && 'publicExponent' in algorithm)) return false;
  const { modulusLength, publicExponent: exponent } = algorithm;
  const isExponentOne =
    exponent instanceof Uint8Array && exponent.length === 1 && exponent[0] === 1;
  return Number(modulusLength) < MIN_RSA_BITS || isExponentOne;
}
