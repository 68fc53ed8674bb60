/** pino's key for formatters. The framework creates the logger and accepts no formatters. */
const FORMATTERS = Symbol.for('pino.formatters');

/** Prefix of fields that the framework marks as personal data. It logs them at level `info`. */
const MARK = 'lk.pii.';

/** Personal data, but no conversation content: operators find a conversation by it. */
const KEPT: ReadonlySet<string> = new Set([
  'lk.pii.error',
  'lk.pii.participant_identity',
  'lk.pii.room_name',
]);

/**
 * Redacts conversation content from a logger and its child loggers, the framework's lines included: transcripts, replies,
 * prompts and tool arguments become `[withheld]`.
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
