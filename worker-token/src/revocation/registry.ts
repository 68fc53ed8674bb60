import { sha256 } from '../room/digest.ts';
import type { RevocationOrder, SessionAge } from './revocation-record.ts';

/** Revocations of one subject: a stub of `Revocations`. */
export type SubjectRevocations = {
  revoke(order: RevocationOrder): Promise<number | null>;
  isRevoked(session: SessionAge): Promise<boolean>;
};

/** All of them: Cloudflare's namespace, as far as it is used. */
export type RevocationNamespace = { getByName(name: string): SubjectRevocations };

/** Finds the object that knows what is revoked of a subject. Its name outlives any change of keys. */
export async function revocationsOf<Found extends SubjectRevocations>(
  namespace: { getByName(name: string): Found },
  subject: string,
): Promise<Found> {
  return namespace.getByName(await sha256(subject));
}
