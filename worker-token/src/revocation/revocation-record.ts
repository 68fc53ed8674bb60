/** A subject's revocations. Times are ms since the epoch. */
export type RevocationRecord = {
  /** Revokes all sessions issued up to `at`. */
  readonly all?: { readonly at: number; readonly until: number };
  /** Revoked session ids, each with the time by which the session has expired on its own. */
  readonly sessions: Readonly<Record<string, number>>;
  /** Removal of participants, repeated while a room token from before the revocation may still be used. */
  readonly sweep?: Sweep;
};

export type Sweep = {
  readonly roomPrefix: string;
  readonly identity: string;
  readonly until: number;
};

/** A revocation request of the app's back end, completed from the configuration. */
export type RevocationOrder = {
  /** Revokes one session; `undefined` revokes all of the subject's sessions. */
  readonly sessionId: string | undefined;
  readonly at: number;
  /** When the last affected session has expired on its own. */
  readonly until: number;
  readonly sweep: Sweep;
};

/** The claims that decide whether a revocation covers a session. */
export type SessionAge = {
  readonly id: string | undefined;
  readonly issuedAt: number | undefined;
};

export const NOTHING_REVOKED: RevocationRecord = { sessions: {} };

export function addRevocation(record: RevocationRecord, order: RevocationOrder): RevocationRecord {
  const { sessionId, at, until, sweep } = order;
  if (sessionId === undefined) return { ...record, all: { at, until }, sweep };
  return { ...record, sessions: { ...record.sessions, [sessionId]: until }, sweep };
}

/** A session without `iat` counts as older than the revocation. */
export function isRevoked({ all, sessions }: RevocationRecord, session: SessionAge): boolean {
  if (all && (session.issuedAt ?? all.at) <= all.at) return true;
  return session.id !== undefined && Object.hasOwn(sessions, session.id);
}

/** Drops expired entries; returns nothing when none are left. */
export function prune(record: RevocationRecord, now: number): RevocationRecord | undefined {
  const { all, sweep } = record;
  const sessions = Object.fromEntries(
    Object.entries(record.sessions).filter(([, until]) => until > now),
  );
  const kept = {
    sessions,
    ...(all && all.until > now && { all }),
    ...(sweep && sweep.until > now && { sweep }),
  };
  return kept.all || kept.sweep || Object.keys(sessions).length > 0 ? kept : undefined;
}

/** When the alarm must run next: after a pause while sweeping, otherwise when the first entry expires. */
export function nextCheck(record: RevocationRecord, now: number, sweepPauseMs: number): number {
  if (record.sweep) return now + sweepPauseMs;
  const ends = Object.values(record.sessions);
  return Math.min(...ends, record.all?.until ?? Number.POSITIVE_INFINITY);
}
