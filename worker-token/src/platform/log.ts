/** A log line's fields. Never a token, a header, a body, a name or a subject. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one line of JSON, which Workers Logs takes apart again. Messages are static; values stand in fields. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: LogFields = {},
): void {
  console[level](JSON.stringify({ message, ...fields }));
}

/** What an unexpected error may say about itself: its message can contain anything. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  // Our own code's place in the stack, without the first lines, which repeat the message.
  const at = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { error: error.name, at: at?.trim() };
}
