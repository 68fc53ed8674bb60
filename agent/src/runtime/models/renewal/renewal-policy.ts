/** Part of a connection's limit that is left when its renewal is due: the last minute of ten. */
const MARGIN = 0.1;

/** Quiet after which the user has stopped speaking, in ms: longer than the pauses between words. */
const SILENCE_MS = 600;

/** Time left in which background noise no longer defers a renewal, in ms. */
const NOISY_MS = 10_000;

/** Time left in which nothing defers a renewal, in ms: a new connection opens in less than a second. */
const LAST_MS = 3000;

/** Renewals in a row after which a connection that the vendor closes counts as failed, unless it lasted. */
const MAX_REOPENINGS = 3;

/** Age of a connection that lasted, in ms. */
const LASTING_MS = 60_000;

/** A connection to a vendor's STT service, and the user's speech on it. */
export type ConnectionState = {
  readonly ageMs: number;
  /** Age at which the vendor closes connections, in ms. */
  readonly limitMs: number;
  /** Time until the vendor closes the connection, as announced by `goAway`, in ms. */
  readonly goAwayMs: number | undefined;
  /** Whether the vendor has closed it, with whatever code. */
  readonly isClosed: boolean;
  /** Whether it worked before it was closed. */
  readonly hasWorked: boolean;
  /** Connections since the latest words that were closed after they had worked. */
  readonly reopenings: number;
  /** Time since the user's latest sound, in ms. */
  readonly quietMs: number;
  /** Whether the latest words are interim. */
  readonly isMidSentence: boolean;
  /** Whether a vendor that is preferred to this one can be tried again. */
  readonly isBetterAvailable: boolean;
};

/** `rotate`: replace the open connection. `reopen`: replace the closed one. `fail`: the vendor does not work. */
export type Renewal = 'keep' | 'rotate' | 'reopen' | 'fail';

/**
 * Decides about a connection: renewed in a silence before the vendor closes it, and in any case before that. It does not matter
 * whether the agent speaks, because its replies do not depend on the connection.
 */
export function decideRenewal(connection: ConnectionState): Renewal {
  const { isClosed, hasWorked, reopenings, quietMs, isMidSentence } = connection;
  if (isClosed) {
    const isRepeated = reopenings >= MAX_REOPENINGS && connection.ageMs < LASTING_MS;
    return hasWorked && !isRepeated ? 'reopen' : 'fail';
  }
  const leftMs = Math.min(connection.goAwayMs ?? Infinity, connection.limitMs - connection.ageMs);
  const isDue = connection.goAwayMs !== undefined || leftMs < connection.limitMs * MARGIN;
  if (isDue && leftMs <= LAST_MS) return 'rotate';
  if (isMidSentence || !(isDue || connection.isBetterAvailable)) return 'keep';
  const isSilent = quietMs >= SILENCE_MS || (isDue && leftMs <= NOISY_MS);
  return isSilent ? 'rotate' : 'keep';
}
