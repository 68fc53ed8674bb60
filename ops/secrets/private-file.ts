import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SecretValues } from './values.ts';

/**
 * Writes secrets into a file that only we can read, for a tool that takes them no other way, and removes it however the
 * work ends.
 */
export async function withPrivateFile<Result>(
  values: SecretValues,
  work: (path: string) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bakebot-secrets-'));
  try {
    const path = join(folder, 'secrets.env');
    writeFileSync(path, environmentFile(values), { mode: 0o600 });
    return await work(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `NAME="value"` lines. */
export function environmentFile(values: SecretValues): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}
