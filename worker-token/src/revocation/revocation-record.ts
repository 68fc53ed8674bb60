/** What is revoked of one subject. Times are ms since the epoch. */
export type RevocationRecord = {
  /** All sessions made up to `at`. */
  readonly all?: { readonly at: number; readonly until: number };
  /** Single sessions by their id, each with the time at which it has expired by itself. */
  readonly sessions: Readonly<Record<string, number>>;
  /** Until when participants are removed, because a room token made before may still be used. */
  readonly sweep?: Sweep;
};

export type Sweep = {
  readonly roomPrefix: string;
  readonly identity: string;
  readonly until: number;
};

/** What the app's back end asks for, with all that follows from the configuration. */
export type RevocationOrder = {
  /** One session; without it, all that the subject has. */
  readonly sessionId: string | undefined;
  readonly at: number;
  /** When the last session that this concerns has expired by itself. */
  readonly until: number;
  readonly sweep: Sweep;
};

/** By what a session is recognised. */
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

/** Whether a session is revoked. One that does not say when it was made counts as old. */
export function isRevoked({ all, sessions }: RevocationRecord, session: SessionAge): boolean {
  if (all && (session.issuedAt ?? all.at) <= all.at) return true;
  return session.id !== undefined && Object.hasOwn(sessions, session.id);
}

/** The record without what time has settled, or nothing if that was all. */
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

/** When the record must be looked at again: soon while it sweeps, else when something in it expires. */
export function nextCheck(record: RevocationRecord, now: number, sweepPauseMs: number): number {
  if (record.sweep) return now + sweepPauseMs;
  const ends = Object.values(record.sessions);
  return Math.min(...ends, record.all?.until ?? Number.POSITIVE_INFINITY);
}
