import { describe, expect, it } from 'vitest';
import { isWorthShowing } from './log-line.ts';

describe('isWorthShowing', () => {
  it.each([
    ['a pino warning', 'stdout', '{"level":40,"msg":"late"}'],
    ['a pino error', 'stdout', '{"level":50,"msg":"gone"}'],
    ['a JSON line whose level is "error"', 'stdout', '{"level":"error","msg":"gone"}'],
    ['a livekit-server warning', 'stdout', '2026-01-01T00:00:00.000Z\tWARN\tlivekit\tlate'],
    ['a colored error', 'stdout', '\u001B[31mERROR\u001B[39m gone'],
    ['a stack trace', 'stderr', '    at main (file.ts:1:1)'],
  ] as const)('shows %s', (_, stream, text) => {
    expect(isWorthShowing({ stream, text })).toBe(true);
  });

  it.each([
    ['an empty line', 'stderr', ''],
    ['a pino info line', 'stdout', '{"level":30,"msg":"hello"}'],
    ['a JSON line whose level is "info"', 'stderr', '{"level":"info","msg":"hello"}'],
    [
      'a livekit-server info line on stderr',
      'stderr',
      '2026-01-01T00:00:00.000Z\tINFO\tlivekit\thello',
    ],
    ['an info line with ERROR in its text', 'stdout', '2026 INFO recovered from ERROR'],
    ['plain output', 'stdout', 'listening on 5173'],
  ] as const)('hides %s', (_, stream, text) => {
    expect(isWorthShowing({ stream, text })).toBe(false);
  });
});
