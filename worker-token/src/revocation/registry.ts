import type { RevocationOrder, SessionAge } from './revocation-record.ts';

/** Revocations of one subject: a stub of `Revocations`. */
export type SubjectRevocations = {
  revoke(order: RevocationOrder): Promise<number | null>;
  isRevoked(session: SessionAge): Promise<boolean>;
};

/** All of them: Cloudflare's namespace, as far as it is used. */
export type RevocationNamespace = { getByName(name: string): SubjectRevocations };
