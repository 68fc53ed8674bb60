/**
 * The named parts of a benchmark, in their own order.
 *
 * @param names all parts when empty
 * @throws {RangeError} for an unknown name; the message lists the known ones
 */
export function selectParts<Part>(
  parts: Readonly<Record<string, Part>>,
  names: readonly string[],
): readonly [string, Part][] {
  const unknown = names.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0) {
    throw new RangeError(
      `unknown part ${unknown.join(', ')}; known: ${Object.keys(parts).join(', ')}`,
    );
  }
  return Object.entries(parts).filter(([name]) => names.length === 0 || names.includes(name));
}
