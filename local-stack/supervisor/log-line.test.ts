import { describe, expect, it } from 'vitest';
import { isWorthShowing } from './log-line.ts';

describe('the log lines that a developer sees unasked', () => {
  it.each([
    ['a warning of pino', 'stdout', '{"level":40,"msg":"late"}'],
    ['an error of pino', 'stdout', '{"level":50,"msg":"gone"}'],
    ['an error named in JSON', 'stdout', '{"level":"error","msg":"gone"}'],
    ['a warning of livekit-server', 'stdout', '2026-01-01T00:00:00.000Z\tWARN\tlivekit\tlate'],
    ['a coloured error', 'stdout', '\u001B[31mERROR\u001B[39m gone'],
    ['a stack trace', 'stderr', '    at main (file.ts:1:1)'],
  ] as const)('include %s', (_, stream, text) => {
    expect(isWorthShowing({ stream, text })).toBe(true);
  });

  it.each([
    ['an empty line', 'stderr', ''],
    ['news of pino', 'stdout', '{"level":30,"msg":"hello"}'],
    ['news named in JSON', 'stderr', '{"level":"info","msg":"hello"}'],
    [
      'news of livekit-server, on stderr',
      'stderr',
      '2026-01-01T00:00:00.000Z\tINFO\tlivekit\thello',
    ],
    ['news with an error in its text', 'stdout', '2026 INFO recovered from ERROR'],
    ['plain output', 'stdout', 'listening on 5173'],
  ] as const)('leave out %s', (_, stream, text) => {
    expect(isWorthShowing({ stream, text })).toBe(false);
  });
});
