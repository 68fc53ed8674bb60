import { sha256 } from './digest.ts';

/** LiveKit's limit for an identity, in bytes. */
const MAX_IDENTITY_BYTES = 256;

/** No agent's identity begins like this, so that nobody can push the agent out of a room by taking its place. */
const PREFIX = 'user-';

/**
 * A participant's identity for a subject: readable as far as it goes, and never the same for two subjects.
 *
 * Unusual characters are percent-encoded. What is then too long becomes a digest, behind a `~`, which an encoded
 * subject cannot contain.
 */
export async function toIdentity(subject: string): Promise<string> {
  const encoded = encodeURIComponent(subject).replace(/[!'()*~]/g, toPercent);
  const identity = PREFIX + encoded;
  return identity.length <= MAX_IDENTITY_BYTES ? identity : `${PREFIX}~${await sha256(subject)}`;
}

function toPercent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
