import { describe, expect, it } from 'vitest';
import {
  addRevocation,
  covers,
  extendSweep,
  isRevoked,
  nextCheck,
  noteIssueTime,
  NOTHING_REVOKED,
  prune,
  REFRESH_TOKEN_MS,
  type RevocationOrder,
  type Sweep,
} from './revocation-record.ts';

const SWEEP = { roomPrefix: 'bakebot_x_', identity: 'user-ada', sessionTag: undefined };
const LIFETIME = 10 * REFRESH_TOKEN_MS;
const ORDER: RevocationOrder = { sessionId: undefined, at: 100, until: LIFETIME, sweep: SWEEP };
const ONE = { ...ORDER, sessionId: 's1', sweep: { ...SWEEP, sessionTag: 'tag-of-s' } };

const all = addRevocation(NOTHING_REVOKED, ORDER);
const one = addRevocation(NOTHING_REVOKED, ONE);

describe('a revocation record', () => {
  it.each([
    ['an earlier session', { id: undefined, issuedAt: 99 }, true],
    ['a session of the same moment', { id: undefined, issuedAt: 100 }, true],
    ['a later session', { id: undefined, issuedAt: 101 }, false],
  ])('decides by the time of issue after a revocation of all: %s', (_, session, expected) => {
    expect(isRevoked(all, session)).toBe(expected);
  });

  it.each([
    ['the revoked session', { id: 's1', issuedAt: 101 }, true],
    ['another session', { id: 's2', issuedAt: 99 }, false],
    ['a session without an id', { id: undefined, issuedAt: 99 }, false],
    ['an id that is a property of every object', { id: 'constructor', issuedAt: 99 }, false],
  ])('decides by the id after a revocation of one session: %s', (_, session, expected) => {
    expect(isRevoked(one, session)).toBe(expected);
  });

  it('includes sessions that were issued in the future when they were seen', () => {
    const ahead = noteIssueTime(NOTHING_REVOKED, 130, 100);
    expect(
      isRevoked(addRevocation(ahead ?? NOTHING_REVOKED, ORDER), { id: 's1', issuedAt: 130 }),
    ).toBe(true);
    expect(noteIssueTime(NOTHING_REVOKED, 100, 100)).toBeUndefined();
  });

  it('drops expired entries until the record is empty', () => {
    const both = addRevocation(one, { ...ORDER, at: 150, until: 2 * LIFETIME });
    expect(prune(both, 149)).toEqual(both);
    expect(prune(both, 150 + REFRESH_TOKEN_MS)?.sweeps).toEqual([]);
    expect(prune(both, LIFETIME)).toEqual({
      sessions: {},
      sweeps: [],
      all: { at: 150, until: 2 * LIFETIME },
    });
    expect(prune(both, 2 * LIFETIME)).toBeUndefined();
  });

  it('schedules the next check after a pause during a sweep, otherwise when an entry expires', () => {
    expect(nextCheck(one, 100, 15)).toBe(115);
    const swept = prune(one, 100 + REFRESH_TOKEN_MS) ?? NOTHING_REVOKED;
    expect(nextCheck(swept, 100 + REFRESH_TOKEN_MS, 15)).toBe(LIFETIME);
  });

  it('replaces the sweeps of single sessions by that of all', () => {
    expect(addRevocation(one, { ...ORDER, at: 150 }).sweeps).toHaveLength(1);
    expect(addRevocation(all, { ...ONE, at: 150 }).sweeps).toHaveLength(2);
  });
});

describe('a sweep', () => {
  const [ofAll] = all.sweeps;
  const [ofOne] = one.sweeps;
  it.each<[string, Sweep | undefined, number, string, boolean]>([
    ['all sessions, minted before', ofAll, 100, 'tag-of-s', true],
    ['all sessions, minted later', ofAll, 101, 'tag-of-s', false],
    ['one session, minted before', ofOne, 100, 'tag-of-s', true],
    ['one session, of another', ofOne, 100, 'tag-of-t', false],
  ])(
    'covers participants by the origin of their token: %s',
    (_, sweep, mintedAt, tag, expected) => {
      expect(sweep && covers(sweep, { mintedAt, sessionTag: tag })).toBe(expected);
    },
  );

  it('covers a participant of unknown origin only if it is of all sessions', () => {
    expect(ofAll && covers(ofAll, undefined)).toBe(true);
    expect(ofOne && covers(ofOne, undefined)).toBe(false);
  });

  it('continues for the life of a refresh token after each removal', () => {
    const now = 40 * 60 * 60_000;
    expect(ofAll && extendSweep(ofAll, 'removed', now).until).toBe(now + REFRESH_TOKEN_MS);
  });

  it('ends a day after the revocation when LiveKit never responds', () => {
    const day = 24 * 60 * 60_000;
    expect(ofAll && extendSweep(ofAll, 'failed', day - 1).until).toBe(100 + day);
    expect(ofAll && extendSweep(ofAll, 'failed', 2 * day).until).toBe(100 + day);
  });
});
