import { readFileSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import type { Redaction } from '../cli/redaction.ts';

/** Secrets by their names. */
export type SecretValues = Readonly<Record<string, string>>;

/** The secrets that were given cannot be used; the message never holds one. */
class SecretValuesError extends Error {
  override name = 'SecretValuesError' as const;
  readonly code = 'secret_values_invalid';
}

const Values = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string().min(1));

/**
 * Reads `NAME=value` lines, or one JSON object, from a file that nobody else can read, or from standard input for `-`.
 * From here on the redaction knows them.
 *
 * @throws {SecretValuesError}
 */
export async function readSecretValues(
  source: string,
  redaction: Redaction,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<SecretValues> {
  const content = source === '-' ? await text(input) : readPrivateFile(source);
  const parsed = Values.safeParse(parse(content));
  if (!parsed.success) {
    const where = source === '-' ? 'Standard input' : source;
    throw new SecretValuesError(
      `${where} does not hold NAME=value lines or a JSON object of texts.`,
    );
  }
  for (const value of Object.values(parsed.data)) redaction.add(value);
  return parsed.data;
}

/** @throws {SecretValuesError} when one of the names has no value. */
export function requireValues<Name extends string>(
  values: SecretValues,
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0) throw new SecretValuesError(`No value for ${missing.join(', ')}.`);
  return Object.assign({}, ...names.map((name) => ({ [name]: values[name] })));
}

/** @throws {SecretValuesError} when others could read the file, too. */
export function refuseSharedFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SecretValuesError(`There is no file ${path}.`);
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    throw new SecretValuesError(`Others can read ${path}. Run: chmod 600 ${path}`);
  }
}

function readPrivateFile(path: string): string {
  refuseSharedFile(path);
  return readFileSync(path, 'utf8');
}

function parse(content: string): unknown {
  if (!content.trimStart().startsWith('{')) return parseEnv(content);
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}
