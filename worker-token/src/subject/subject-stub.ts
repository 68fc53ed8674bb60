import type { StateWrite, StoredState } from '@bakebot/protocol';
import { sha256 } from '../platform/crypto.ts';
import type { RevocationOrder, SessionAge } from '../revocation/revocation-record.ts';
import type { RejoinState } from '../room/rejoin.ts';

/** A request for a room token. */
export type Admission = {
  readonly session: SessionAge;
  /** The room that the token opens, unless a lasting one is asked for and its agent can be checked. */
  readonly freshRoom: string;
  readonly lastingRoom: string | undefined;
  /** When the token stops being accepted, in ms since the epoch, and the most open rooms of the subject. */
  readonly cap: { readonly until: number; readonly rooms: number } | undefined;
};

export type AdmissionResult =
  | {
      readonly outcome: 'admitted';
      readonly room: string;
      /** State in which a lasting room was found; `undefined` for a fresh room. */
      readonly found: RejoinState | undefined;
    }
  | { readonly outcome: 'revoked' | 'too_many_rooms' };

/** The Durable Object's RPC methods, as its stub offers them. */
export type SubjectStub = {
  /** Decides on a room token: one call for revocation, lasting rooms and the cap. */
  admit(admission: Admission): Promise<AdmissionResult>;
  /** @returns how many participants were removed, or null while LiveKit does not respond and the removal is retried */
  revoke(order: RevocationOrder): Promise<number | null>;
  isRevoked(session: SessionAge): Promise<boolean>;
  readState(): Promise<StoredState>;
  /** @param retentionMs how long the state is kept after its last change */
  writeState(write: StateWrite, retentionMs: number): Promise<'stored' | 'outdated' | 'erased'>;
  eraseState(retentionMs: number): Promise<void>;
};

/** The part of Cloudflare's namespace that the service uses. */
export type SubjectNamespace = { getByName(name: string): SubjectStub };

/**
 * The stub of a subject's Durable Object. The object's name is a plain digest, so that it survives a change of
 * LiveKit's secret, which the pseudonym does not.
 */
export async function stubFor<Stub>(
  namespace: { getByName(name: string): Stub },
  subject: string,
): Promise<Stub> {
  return namespace.getByName(await sha256(subject));
}
