import { expect, it } from 'vitest';
import { formatRemaining } from './format-remaining.ts';

it.each([
  [0, '0:00'],
  [-500, '0:00'],
  [1, '0:01'],
  [59_000, '0:59'],
  [60_000, '1:00'],
  [605_400, '10:06'],
  [3_600_000, '1:00:00'],
  [3_845_000, '1:04:05'],
])('formats %i ms as %s', (ms, expected) => {
  expect(formatRemaining(ms)).toBe(expected);
});
