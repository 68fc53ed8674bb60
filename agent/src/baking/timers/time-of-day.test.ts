import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownTimeZone, nextInstantAt, parseClockTime, sayClockTime } from './time-of-day.ts';

function next(text: string, timeZone: string, now: string): string {
  const time = parseClockTime(text);
  return time
    ? new Date(nextInstantAt(time, timeZone, Date.parse(now))).toISOString()
    : 'unreadable';
}

describe('nextInstantAt', () => {
  it.each([
    ['18:30', 'Europe/Berlin', '2026-11-28T16:00:00Z', '2026-11-28T17:30:00.000Z'],
    ['6:30', 'Europe/Berlin', '2026-11-28T16:00:00Z', '2026-11-28T17:30:00.000Z'],
    ['6:30', 'Europe/Berlin', '2026-11-28T20:00:00Z', '2026-11-29T05:30:00.000Z'],
    ['06:30', 'Europe/Berlin', '2026-11-28T16:00:00Z', '2026-11-29T05:30:00.000Z'],
    ['6:30 pm', 'America/New_York', '2026-11-28T16:00:00Z', '2026-11-28T23:30:00.000Z'],
    ['6 a.m.', 'America/New_York', '2026-11-28T16:00:00Z', '2026-11-29T11:00:00.000Z'],
    ['12:00 am', 'UTC', '2026-11-28T16:00:00Z', '2026-11-29T00:00:00.000Z'],
    ['12:00 pm', 'UTC', '2026-11-28T16:00:00Z', '2026-11-29T12:00:00.000Z'],
    ['17:00', 'Asia/Kolkata', '2026-11-28T11:00:00Z', '2026-11-28T11:30:00.000Z'],
    // Summer time begins at 2:00 on 29 March 2026, and ends at 3:00 on 25 October.
    ['07:00', 'Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T05:00:00.000Z'],
    ['07:00', 'Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T06:00:00.000Z'],
  ])('finds %s in %s after %s: %s', (text, timeZone, now, expected) => {
    expect(next(text, timeZone, now)).toBe(expected);
  });

  it('finds an instant in the next day and a half that the zone’s clock shows as asked', () => {
    const zone = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Sao_Paulo', 'Asia/Kathmandu');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        zone,
        fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2028, 0) }),
        (hour, minute, timeZone, now) => {
          const instant = nextInstantAt({ hour, minute, eitherHalf: false }, timeZone, now);
          expect(instant - now).toBeGreaterThan(0);
          expect(instant - now).toBeLessThanOrEqual(24 * 60 * 60_000);
          const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
          expect(sayClockTime(instant, timeZone, now)).toMatch(new RegExp(`${clock}$`));
        },
      ),
    );
  });
});

it.each(['', 'soon', '24:00', '6:60', '13 pm', '0 am', 'half past six'])(
  'parseClockTime rejects "%s"',
  (text) => {
    expect(parseClockTime(text)).toBeUndefined();
  },
);

it('sayClockTime adds the weekday on another day', () => {
  const now = Date.parse('2026-11-28T22:00:00Z');
  expect(sayClockTime(now + 60_000, 'Europe/Berlin', now)).toBe('23:01');
  expect(sayClockTime(now + 3 * 60 * 60_000, 'Europe/Berlin', now)).toBe('Sunday 02:00');
});

it('knownTimeZone accepts IANA names only', () => {
  expect(['Europe/Berlin', 'Mars/Olympus', '', undefined].map(knownTimeZone)).toEqual([
    'Europe/Berlin',
    undefined,
    undefined,
    undefined,
  ]);
});
