import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import type { Redaction } from '../cli/redaction.ts';

/** Secrets by name. */
export type SecretValues = Readonly<Record<string, string>>;

/** The given secrets are not usable; the message never contains one. */
class SecretValuesError extends Error {
  override name = 'SecretValuesError' as const;
  readonly code = 'secret_values_invalid';
}

const Values = z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string().min(1));

/**
 * Reads `NAME=value` lines or one JSON object from a private file, or from standard input for `-`, and adds the values
 * to the redaction.
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
      `${where} contains neither NAME=value lines nor a JSON object of strings.`,
    );
  }
  for (const value of Object.values(parsed.data)) redaction.add(value);
  return parsed.data;
}

/** @throws {SecretValuesError} when a value is missing. */
export function requireValues<Name extends string>(
  values: SecretValues,
  names: readonly Name[],
): Record<Name, string> {
  const missing = names.filter((name) => !values[name]);
  if (missing.length > 0) throw new SecretValuesError(`Missing values: ${missing.join(', ')}.`);
  return Object.assign({}, ...names.map((name) => ({ [name]: values[name] })));
}

/** @throws {SecretValuesError} when other users of this machine can read the file. */
export function requirePrivateFile(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SecretValuesError(`File not found: ${path}`);
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    throw new SecretValuesError(`Other users can read ${path}. Run: chmod 600 ${path}`);
  }
}

/** Writes a new private file with `NAME="value"` lines. */
export function writePrivateFile(path: string, values: SecretValues): void {
  const lines = Object.entries(values).map(([name, value]) => `${name}=${JSON.stringify(value)}\n`);
  writeFileSync(path, lines.join(''), { mode: 0o600, flag: 'wx' });
}

/** Runs `work` with a private file, for a tool that reads secrets from nothing else, and deletes the file afterwards. */
export async function withPrivateFile<Result>(
  values: SecretValues,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-secrets-'));
  try {
    const path = join(folder, 'secrets.env');
    writePrivateFile(path, values);
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPrivateFile(path: string): string {
  requirePrivateFile(path);
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
