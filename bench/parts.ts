/**
 * The parts of a benchmark that were asked for, in their own order.
 *
 * @param names none means all
 * @throws {RangeError} for a name that is none of theirs, with those that are
 */
export function chosen<Part>(
  parts: Readonly<Record<string, Part>>,
  names: readonly string[],
): readonly [string, Part][] {
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    throw new RangeError(
      `no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`,
    );
  }
  return Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));
}
