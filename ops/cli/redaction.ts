/** Shorter values are no secrets, and would turn up in ordinary words. */
const SHORTEST = 6;

/** A secret was about to be put where others can read it: a mistake of ours, never of the operator. */
class ExposureError extends Error {
  override name = 'ExposureError' as const;
  readonly code = 'secret_exposed';
}

/** Knows the secrets of this run, so that none of them leaves it. */
export class Redaction {
  readonly #values = new Set<string>();

  add(value: string): void {
    if (value.length >= SHORTEST) this.#values.add(value);
  }

  /** The text, with every secret replaced. */
  withhold(text: string): string {
    // Longest first: one secret may be part of another.
    return [...this.#values]
      .toSorted((a, b) => b.length - a.length)
      .reduce((cleaned, value) => cleaned.replaceAll(value, '[withheld]'), text);
  }

  /** @throws {ExposureError} when a secret is among a command's arguments, where `ps` shows it. */
  refuse(args: readonly string[]): void {
    const exposed = args.some((arg) => this.withhold(arg) !== arg);
    if (exposed) throw new ExposureError('A secret must not be passed on a command line.');
  }
}
