import { expect, it } from 'vitest';
import { type ConnectionState, decideRenewal, type Renewal } from './renewal-policy.ts';

const OPEN: ConnectionState = {
  ageMs: 60_000,
  limitMs: 600_000,
  goAwayMs: undefined,
  isClosed: false,
  hasWorked: true,
  reopenings: 0,
  quietMs: 1000,
  isMidSentence: false,
  isBetterAvailable: false,
};

it.each<[string, Partial<ConnectionState>, Renewal]>([
  ['keeps a young connection', {}, 'keep'],
  ['keeps an old connection without a limit', { ageMs: 9e9, limitMs: Infinity }, 'keep'],
  ['rotates in a silence of the last minute', { ageMs: 541_000 }, 'rotate'],
  ['waits for the end of a sentence', { ageMs: 541_000, isMidSentence: true }, 'keep'],
  ['waits for the end of sound', { ageMs: 541_000, quietMs: 200 }, 'keep'],
  ['waits for noise until ten seconds are left', { ageMs: 589_000, quietMs: 0 }, 'keep'],
  ['rotates in noise when ten seconds are left', { ageMs: 591_000, quietMs: 0 }, 'rotate'],
  ['waits for words when ten seconds are left', { ageMs: 591_000, isMidSentence: true }, 'keep'],
  ['rotates amid words at last', { ageMs: 598_000, isMidSentence: true, quietMs: 0 }, 'rotate'],
  ['rotates at goAway', { goAwayMs: 50_000 }, 'rotate'],
  ['waits for words at goAway', { goAwayMs: 50_000, isMidSentence: true }, 'keep'],
  ['rotates amid words at an urgent goAway', { goAwayMs: 900, isMidSentence: true }, 'rotate'],
  ['rotates to a better vendor in a silence', { isBetterAvailable: true }, 'rotate'],
  ['waits for sound before a better vendor', { isBetterAvailable: true, quietMs: 0 }, 'keep'],
  ['reopens a closed connection', { isClosed: true }, 'reopen'],
  ['reopens it amid words', { isClosed: true, isMidSentence: true, quietMs: 0 }, 'reopen'],
  ['fails a connection that never worked', { isClosed: true, hasWorked: false }, 'fail'],
  ['fails one that was reopened often', { isClosed: true, reopenings: 3, ageMs: 5000 }, 'fail'],
  ['reopens one that lasted, however often', { isClosed: true, reopenings: 9 }, 'reopen'],
])('%s', (_, change, renewal) => {
  expect(decideRenewal({ ...OPEN, ...change })).toBe(renewal);
});
