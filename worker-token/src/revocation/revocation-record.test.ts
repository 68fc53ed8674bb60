import { describe, expect, it } from 'vitest';
import {
  addRevocation,
  isRevoked,
  nextCheck,
  NOTHING_REVOKED,
  prune,
  type RevocationOrder,
} from './revocation-record.ts';

const SWEEP = { roomPrefix: 'bakebot_x_', identity: 'user-ada', until: 200 };
const ORDER: RevocationOrder = { sessionId: undefined, at: 100, until: 1000, sweep: SWEEP };

const all = addRevocation(NOTHING_REVOKED, ORDER);
const one = addRevocation(NOTHING_REVOKED, { ...ORDER, sessionId: 's1' });

describe('a revocation record', () => {
  it.each([
    ['an earlier session', { id: undefined, issuedAt: 99 }, true],
    ['a session of the same moment', { id: undefined, issuedAt: 100 }, true],
    ['a later session', { id: undefined, issuedAt: 101 }, false],
    ['a session of unknown age', { id: 's2', issuedAt: undefined }, true],
  ])(
    'decides by the time of issue after a revocation of all sessions: %s',
    (_, session, expected) => {
      expect(isRevoked(all, session)).toBe(expected);
    },
  );

  it.each([
    ['the revoked session', { id: 's1', issuedAt: 101 }, true],
    ['another session', { id: 's2', issuedAt: 99 }, false],
    ['a session without an id', { id: undefined, issuedAt: 99 }, false],
    [
      'a session whose id is a property of every object',
      { id: 'constructor', issuedAt: 99 },
      false,
    ],
  ])('decides by the id after a revocation of one session: %s', (_, session, expected) => {
    expect(isRevoked(one, session)).toBe(expected);
  });

  it('drops expired entries until the record is empty', () => {
    const both = addRevocation(one, { ...ORDER, at: 150, until: 2000 });
    expect(prune(both, 199)).toEqual(both);
    expect(prune(both, 200)?.sweep).toBeUndefined();
    expect(prune(both, 1000)).toEqual({ sessions: {}, all: { at: 150, until: 2000 } });
    expect(prune(both, 2000)).toBeUndefined();
  });

  it('schedules the next check after a pause during a sweep, otherwise when an entry expires', () => {
    expect(nextCheck(one, 100, 15)).toBe(115);
    const later = addRevocation(one, { ...ORDER, until: 2000 });
    expect(nextCheck(prune(later, 300) ?? NOTHING_REVOKED, 300, 15)).toBe(1000);
  });
});
