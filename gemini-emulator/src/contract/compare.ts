import type { Received, RecordedExchange } from './recording.ts';

/** Fields whose values matter, not only their types. */
const LITERAL = new Set([
  '@type',
  'blockReason',
  'code',
  'finishReason',
  'message',
  'mimeType',
  'modality',
  'reason',
  'role',
  'status',
  'type',
]);
/** Whether they come depends on the time. */
const OCCASIONAL = [/\.interimInputTranscription\b/u, /\.sessionResumptionUpdate\b/u];

/** Values by path: `body.candidates[].finishReason` → `"STOP"`. */
type Facts = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * What the emulator sends otherwise than Google, a line each; none when it sends the same fields of the same types, the same
 * reasons, errors and close codes.
 */
export function differences(
  google: readonly RecordedExchange[],
  emulator: readonly RecordedExchange[],
): string[] {
  return google.flatMap(({ name, received }) => {
    const own = emulator.find((each) => each.name === name);
    if (!own) return [`${name}: the emulator had no such exchange`];
    const [theirs, ours] = [factsOf(received), factsOf(own.received)];
    const paths = new Set([...theirs.keys(), ...ours.keys()]);
    return [...paths]
      .toSorted()
      .map((path) => difference(path, theirs.get(path), ours.get(path)))
      .filter((line) => line !== undefined)
      .map((line) => `${name}: ${line}`);
  });
}

function difference(
  path: string,
  google: ReadonlySet<string> | undefined,
  emulator: ReadonlySet<string> | undefined,
): string | undefined {
  if (!emulator) return `only Google sends ${path} (${list(google)})`;
  if (!google) return `only the emulator sends ${path} (${list(emulator)})`;
  return list(google) === list(emulator)
    ? undefined
    : `${path}: Google sends ${list(google)}, the emulator ${list(emulator)}`;
}

function list(values: ReadonlySet<string> = new Set()): string {
  return [...values].toSorted().join(', ');
}

function factsOf(received: readonly Received[]): Facts {
  const facts = new Map<string, Set<string>>();
  for (const { type, ...rest } of received) collect(type, rest, '', facts);
  for (const path of facts.keys()) {
    if (OCCASIONAL.some((occasional) => occasional.test(path))) facts.delete(path);
  }
  return facts;
}

function collect(path: string, value: unknown, key: string, facts: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(`${path}[]`, item, key, facts);
  } else if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value);
    if (fields.length === 0) note(path, '{}', facts);
    for (const [name, field] of fields) collect(`${path}.${name}`, field, name, facts);
  } else note(path, LITERAL.has(key) ? JSON.stringify(value) : typeof value, facts);
}

function note(path: string, value: string, facts: Map<string, Set<string>>): void {
  const values = facts.get(path) ?? new Set();
  facts.set(path, values.add(value));
}
