import type { TokenOrigin } from '../room/names.ts';

/** A subject's revocations. Times are ms since the epoch. */
export type RevocationRecord = {
  /** Revokes all sessions issued up to `at`. */
  readonly all?: { readonly at: number; readonly until: number };
  /** Revoked session ids, each with the time by which the session has expired on its own. */
  readonly sessions: Readonly<Record<string, number>>;
  /** The latest time of issue seen in a session whose sign-in's clock is ahead; dropped once it has passed. */
  readonly latestIssuedAt?: number;
  /** Removals of participants, repeated while their tokens may still be used. */
  readonly sweeps: readonly Sweep[];
};

/** Which of a subject's participants are removed from their rooms, and until when. */
export type Sweep = {
  readonly roomPrefix: string;
  readonly identity: string;
  /** Covers the participants of one session; `undefined` covers those of all. */
  readonly sessionTag: string | undefined;
  /** Covers only participants whose room token was minted until then: a later one is of an accepted session. */
  readonly mintedUntil: number;
  readonly until: number;
};

/** A revocation request of the app's back end, completed from the configuration. */
export type RevocationOrder = {
  /** Revokes one session; `undefined` revokes all of the subject's sessions. */
  readonly sessionId: string | undefined;
  readonly at: number;
  /** When the last affected session has expired on its own. */
  readonly until: number;
  readonly sweep: Pick<Sweep, 'roomPrefix' | 'identity' | 'sessionTag'>;
};

/** The claims that decide whether a revocation covers a session. */
export type SessionAge = {
  readonly id: string | undefined;
  readonly issuedAt: number;
};

/**
 * How long a sweep outlasts the last removal, in ms. LiveKit gives every participant a token for ten minutes on joining
 * and every five minutes after that (`pkg/service/roommanager.go`), and accepts it for another minute.
 */
export const REFRESH_TOKEN_MS = 11 * 60_000;

/** How long a sweep that fails is repeated at most, in ms. */
const GIVE_UP_MS = 24 * 60 * 60_000;

/** Most session ids remembered. Revoking more revokes all of the subject's sessions, so that the record stays small. */
const MAX_SESSIONS = 200;

export const NOTHING_REVOKED: RevocationRecord = { sessions: {}, sweeps: [] };

/** Adds a revocation to the record. */
export function addRevocation(record: RevocationRecord, order: RevocationOrder): RevocationRecord {
  const { sessionId, at, until } = order;
  const sessions = { ...record.sessions, ...(sessionId !== undefined && { [sessionId]: until }) };
  if (sessionId === undefined || Object.keys(sessions).length > MAX_SESSIONS) {
    const sweep = toSweep({ ...order, sweep: { ...order.sweep, sessionTag: undefined } });
    return {
      ...record,
      // A session from a clock that is ahead would otherwise count as issued after the revocation.
      all: { at: Math.max(at, record.latestIssuedAt ?? at), until },
      sessions: {},
      sweeps: [...record.sweeps.filter((other) => other.roomPrefix !== sweep.roomPrefix), sweep],
    };
  }
  return { ...record, sessions, sweeps: [...record.sweeps, toSweep(order)] };
}

function toSweep({ at, sweep }: RevocationOrder): Sweep {
  return { ...sweep, mintedUntil: at, until: at + REFRESH_TOKEN_MS };
}

export function isRevoked({ all, sessions }: RevocationRecord, session: SessionAge): boolean {
  if (all && session.issuedAt <= all.at) return true;
  return session.id !== undefined && Object.hasOwn(sessions, session.id);
}

/**
 * Whether a sweep removes a participant who came with a token of this origin. Without a known origin, the token is older
 * than origins are recorded.
 */
export function covers(sweep: Sweep, origin: TokenOrigin | undefined): boolean {
  if (sweep.sessionTag !== undefined && sweep.sessionTag !== origin?.sessionTag) return false;
  return (origin?.mintedAt ?? 0) <= sweep.mintedUntil;
}

/** Compares what sweeps cover: their end may have moved. */
export function isSameSweep(one: Sweep, other: Sweep): boolean {
  return (
    one.roomPrefix === other.roomPrefix &&
    one.sessionTag === other.sessionTag &&
    one.mintedUntil === other.mintedUntil
  );
}

/** Continues a sweep that removed a participant, who then holds a token for ten more minutes, or that failed. */
export function extendSweep(sweep: Sweep, result: 'removed' | 'failed', now: number): Sweep {
  const latest = result === 'removed' ? Number.POSITIVE_INFINITY : sweep.mintedUntil + GIVE_UP_MS;
  return { ...sweep, until: Math.max(sweep.until, Math.min(now + REFRESH_TOKEN_MS, latest)) };
}

/** Remembers the time of issue of a session whose sign-in's clock is ahead; `undefined` when there is nothing new. */
export function noteIssueTime(
  record: RevocationRecord,
  issuedAt: number,
  now: number,
): RevocationRecord | undefined {
  if (issuedAt <= Math.max(now, record.latestIssuedAt ?? 0)) return undefined;
  return { ...record, latestIssuedAt: issuedAt };
}

/** Drops expired entries; returns nothing when none are left. */
export function prune(record: RevocationRecord, now: number): RevocationRecord | undefined {
  const { all, latestIssuedAt = 0 } = record;
  const sessions = Object.fromEntries(
    Object.entries(record.sessions).filter(([, until]) => until > now),
  );
  const sweeps = record.sweeps.filter(({ until }) => until > now);
  const kept = {
    sessions,
    sweeps,
    ...(all && all.until > now && { all }),
    ...(latestIssuedAt > now && { latestIssuedAt }),
  };
  const isEmpty = !kept.all && !kept.latestIssuedAt && sweeps.length === 0;
  return isEmpty && Object.keys(sessions).length === 0 ? undefined : kept;
}

/** When the record must be looked at next: after a pause while sweeping, otherwise when the first entry expires. */
export function nextCheck(record: RevocationRecord, now: number, sweepPauseMs: number): number {
  if (record.sweeps.length > 0) return now + sweepPauseMs;
  const ends = [...Object.values(record.sessions), record.all?.until, record.latestIssuedAt];
  return Math.min(...ends.map((end) => end ?? Number.POSITIVE_INFINITY));
}
