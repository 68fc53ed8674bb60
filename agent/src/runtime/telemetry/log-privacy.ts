/** pino's own key for what shapes its lines: the framework makes the logger, and offers no place to say so. */
const FORMATTERS = Symbol.for('pino.formatters');

/** The framework marks what people said or showed with this prefix, and writes it at level `info`. */
const MARK = 'lk.pii.';

/** Marked for their bearing on persons, but no content: operators find a conversation by them. */
const KEPT: ReadonlySet<string> = new Set([
  'lk.pii.error',
  'lk.pii.participant_identity',
  'lk.pii.room_name',
]);

/**
 * Keeps what people said, typed or showed out of a logger's lines, the framework's included: transcripts, answers,
 * prompts and the arguments of tools become `[withheld]`. Loggers derived from it inherit that.
 */
export function withholdContent(logger: object): void {
  Object.defineProperty(logger, FORMATTERS, {
    value: { ...Reflect.get(logger, FORMATTERS), log: withhold },
  });
}

function withhold(line: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(line).map(([key, value]) =>
      key.startsWith(MARK) && !KEPT.has(key) ? [key, '[withheld]'] : [key, value],
    ),
  );
}
