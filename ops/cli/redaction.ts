/** Shorter values are not secrets, and may occur in ordinary words. */
const MIN_LENGTH = 6;

/** A secret would have become visible to other users of this machine: a bug of ours, never the operator's mistake. */
class ExposureError extends Error {
  override name = 'ExposureError' as const;
  readonly code = 'secret_exposed';
}

/** The secrets of this run, kept out of output and command lines. */
export class Redaction {
  readonly #values = new Set<string>();

  add(value: string): void {
    if (value.length >= MIN_LENGTH) this.#values.add(value);
  }

  /** Replaces every secret in a text. */
  redact(text: string): string {
    // Longest first: one secret may be part of another.
    return [...this.#values]
      .toSorted((a, b) => b.length - a.length)
      .reduce((redacted, value) => redacted.replaceAll(value, '[redacted]'), text);
  }

  /** @throws {ExposureError} when an argument contains a secret, because `ps` shows arguments. */
  assertNotIn(args: readonly string[]): void {
    if (args.some((arg) => this.redact(arg) !== arg))
      throw new ExposureError('A secret must not be passed on a command line.');
  }
}
