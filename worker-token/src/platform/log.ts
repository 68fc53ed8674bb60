/** Fields of a log line. Never a token, a header, a body, a name or a subject. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one line of JSON, which Workers Logs indexes by field. Messages are static; values go into fields. */
export function log(
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: LogFields = {},
): void {
  console[level](JSON.stringify({ message, ...fields }));
}

/** Name and location of an unexpected error. Its message is left out: it can contain user input. */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  // The stack starts with the message; the first frame follows it.
  const at = error.stack?.split('\n').find((line) => /^\s+at /.test(line));
  return { error: error.name, at: at?.trim() };
}
