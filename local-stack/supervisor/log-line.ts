import { stripVTControlCharacters } from 'node:util';
import type { LogLine } from './service-process.ts';

/** https://getpino.io/#/docs/api?id=loggerlevels-object */
const PINO_WARN = 40;

const LOUD_WORD = /\b(?:WARN(?:ING)?|ERROR|FATAL|PANIC)\b/;
const QUIET_WORD = /\b(?:TRACE|DEBUG|INFO)\b/;

/**
 * Whether `npm start` shows a line without `--verbose`: warnings and errors, as JSON or text, and lines of stderr without
 * a level, such as a stack trace.
 */
export function isWorthShowing({ stream, text }: Pick<LogLine, 'stream' | 'text'>): boolean {
  const line = stripVTControlCharacters(text).trim();
  if (line === '') return false;
  const level = jsonLevel(line);
  if (typeof level === 'number') return level >= PINO_WARN;
  const word = (typeof level === 'string' ? level : line.slice(0, 60)).toUpperCase();
  if (typeof level !== 'string' && !hasLevel(line)) return stream === 'stderr';
  return LOUD_WORD.test(word) && !QUIET_WORD.test(word);
}

function hasLevel(line: string): boolean {
  const start = line.slice(0, 60);
  return LOUD_WORD.test(start) || QUIET_WORD.test(start);
}

function jsonLevel(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed && 'level' in parsed ? parsed.level : undefined;
  } catch {
    return undefined;
  }
}
