import { base64url } from 'jose';
import { HmacSigner, sha256 } from '../platform/crypto.ts';

/** LiveKit's limit for an identity, in bytes. */
const MAX_IDENTITY_BYTES = 256;

/** No agent's identity begins with this, so that a user cannot evict the agent by joining under its identity. */
const IDENTITY_PREFIX = 'user-';

/** Bytes of a pseudonym: among a million subjects, two collide with a probability of 4 in 10¹³. */
const PSEUDONYM_BYTES = 10;

/** Bytes of a session tag: it distinguishes the few sessions of one subject. */
const TAG_BYTES = 6;

/** A subject that `encodeURIComponent` leaves as it is, except for `!'()*~`, which `toIdentity` encodes. */
const PLAIN_SUBJECT = /^[\w.-]*$/;

/**
 * A participant's identity for a subject: readable where possible, and unique to the subject.
 *
 * Unusual characters are percent-encoded. A result over LiveKit's limit becomes a digest behind a `~`, which an encoded
 * subject cannot contain.
 */
export async function toIdentity(subject: string): Promise<string> {
  const encoded = PLAIN_SUBJECT.test(subject)
    ? subject
    : encodeURIComponent(subject).replace(/[!'()*~]/g, toPercent);
  const identity = IDENTITY_PREFIX + encoded;
  return identity.length <= MAX_IDENTITY_BYTES
    ? identity
    : `${IDENTITY_PREFIX}~${await sha256(subject)}`;
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

/** Stands for a subject, and for its sessions, in room names and logs. */
export type Pseudonyms = {
  of(subject: string): Promise<string>;
  /** Stands for one session of a subject; sessions without an id share one. */
  ofSession(subject: string, sessionId: string | undefined): Promise<string>;
};

/** Keyed with a secret, so that a reader of the log cannot find a subject by hashing guesses such as email addresses. */
export class KeyedPseudonyms implements Pseudonyms {
  readonly #signer: HmacSigner;

  constructor(secret: string) {
    this.#signer = new HmacSigner(secret);
  }

  async of(subject: string): Promise<string> {
    const mac = await this.#signer.sign(`bakebot subject\n${subject}`);
    return base64url.encode(mac.subarray(0, PSEUDONYM_BYTES));
  }

  async ofSession(subject: string, sessionId = ''): Promise<string> {
    const mac = await this.#signer.sign(`bakebot session\n${sessionId}\n${subject}`);
    return base64url.encode(mac.subarray(0, TAG_BYTES));
  }
}

/** The prefix of all room names of a subject: a room belongs to one subject by construction. */
export function toRoomPrefix(pseudonym: string): string {
  return `bakebot_${pseudonym}_`;
}

/** Which session got a room token, and when: what a revocation must know about the user in a room. */
export type TokenOrigin = {
  /** In ms since the epoch; encoded as whole seconds. */
  readonly mintedAt: number;
  /** `Pseudonyms.ofSession`. */
  readonly sessionTag: string;
};

/** The participant attribute with the origin of a lasting room's token. Users cannot change their own attributes. */
export const ORIGIN_ATTRIBUTE = 'bakebot.origin';

const ORIGIN = /^([\da-z]{1,9})_([\w-]{8})$/;
const FRESH_ROOM = /^([\da-z]{1,9}_[\w-]{8})_[\w-]{22}$/;

/** `<seconds in base 36>_<session tag>` */
export function encodeOrigin({ mintedAt, sessionTag }: TokenOrigin): string {
  return `${Math.floor(mintedAt / 1000).toString(36)}_${sessionTag}`;
}

export function decodeOrigin(text: string | undefined): TokenOrigin | undefined {
  const [, seconds, sessionTag] = ORIGIN.exec(text ?? '') ?? [];
  if (!seconds || !sessionTag) return undefined;
  return { mintedAt: Number.parseInt(seconds, 36) * 1000, sessionTag };
}

/**
 * With 16 random bytes, the name cannot be guessed and is never used twice. The origin is in the name, because LiveKit's
 * refresh tokens keep the name: the user in the room came with that session.
 */
export function toFreshRoomName(
  pseudonym: string,
  origin: TokenOrigin,
  random: Uint8Array,
): string {
  return `${toRoomPrefix(pseudonym)}${encodeOrigin(origin)}_${base64url.encode(random)}`;
}

/** The subject's lasting room with this name. No name leads to another subject's room. */
export async function toLastingRoomName(pseudonym: string, name: string): Promise<string> {
  return `${toRoomPrefix(pseudonym)}~${await sha256(name)}`;
}

/** A room of a subject, as its name tells. A lasting room is shared by tokens of several origins. */
export type RoomKind =
  | { readonly kind: 'fresh'; readonly origin: TokenOrigin | undefined }
  | { readonly kind: 'lasting' };

/** @returns nothing for a room of another subject or application */
export function classifyRoom(name: string, prefix: string): RoomKind | undefined {
  if (!name.startsWith(prefix)) return undefined;
  const rest = name.slice(prefix.length);
  if (rest.startsWith('~')) return { kind: 'lasting' };
  return { kind: 'fresh', origin: decodeOrigin(FRESH_ROOM.exec(rest)?.[1]) };
}
