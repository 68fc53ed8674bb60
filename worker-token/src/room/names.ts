import { base64url } from 'jose';
import { importHmacKey, sha256 } from '../platform/crypto.ts';

/** LiveKit's limit for an identity, in bytes. */
const MAX_IDENTITY_BYTES = 256;

/** No agent's identity begins with this, so that a user cannot evict the agent by joining under its identity. */
const IDENTITY_PREFIX = 'user-';

/** Bytes of a pseudonym: among a million subjects, two collide with a probability of 4 in 10¹³. */
const PSEUDONYM_BYTES = 10;

/**
 * A participant's identity for a subject: readable where possible, and unique to the subject.
 *
 * Unusual characters are percent-encoded. A result over LiveKit's limit becomes a digest behind a `~`, which an encoded
 * subject cannot contain.
 */
export async function toIdentity(subject: string): Promise<string> {
  const encoded = encodeURIComponent(subject).replace(/[!'()*~]/g, toPercent);
  const identity = IDENTITY_PREFIX + encoded;
  return identity.length <= MAX_IDENTITY_BYTES
    ? identity
    : `${IDENTITY_PREFIX}~${await sha256(subject)}`;
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Stands for a subject in room names and logs. */
export type Pseudonyms = {
  of(subject: string): Promise<string>;
};

/** Keyed with a secret, so that a reader of the log cannot find a subject by hashing guesses such as email addresses. */
export class KeyedPseudonyms implements Pseudonyms {
  readonly #secret: string;
  #key: CryptoKey | undefined;

  constructor(secret: string) {
    this.#secret = secret;
  }

  async of(subject: string): Promise<string> {
    this.#key ??= await importHmacKey(this.#secret, 'sign');
    const message = new TextEncoder().encode(`bakebot subject\n${subject}`);
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', this.#key, message));
    return base64url.encode(mac.subarray(0, PSEUDONYM_BYTES));
  }
}

/** The prefix of all room names of a subject: a room belongs to one subject by construction. */
export function toRoomPrefix(pseudonym: string): string {
  return `bakebot_${pseudonym}_`;
}

/** With 16 random bytes, the name cannot be guessed and is never used twice. */
export function toFreshRoomName(pseudonym: string, random: Uint8Array): string {
  return toRoomPrefix(pseudonym) + base64url.encode(random);
}

/** The subject's lasting room with this name. No name leads to another subject's room. */
export async function toLastingRoomName(pseudonym: string, name: string): Promise<string> {
  return `${toRoomPrefix(pseudonym)}~${await sha256(name)}`;
}
