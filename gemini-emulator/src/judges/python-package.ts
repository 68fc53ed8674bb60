import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Commands that install Python packages, in order of preference. */
const INSTALLERS: readonly (readonly string[])[] = [
  ['uv', 'pip', 'install', '--quiet'],
  ['python3', '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
];
const INSTALL_TIMEOUT_MS = 120_000;

export type PythonPackage =
  /** A folder for `PYTHONPATH`. */
  | { readonly folder: string }
  /** Why there is none, in a sentence. */
  | { readonly missing: string };

/** Installs a Python package with its dependencies into a folder of its own, once a machine. */
export async function installPythonPackage(name: string, version: string): Promise<PythonPackage> {
  let python: string;
  try {
    const { stdout } = await run('python3', [
      '-c',
      'import sys; print("%d%d" % sys.version_info[:2])',
    ]);
    python = stdout.trim();
  } catch {
    return { missing: 'Python is not installed.' };
  }
  const folder = join(tmpdir(), `bakebot-${name}-${version}-python${python}`);
  if (existsSync(folder)) return { folder };
  const partial = await mkdtemp(`${folder}-`);
  for (const [command = '', ...args] of INSTALLERS) {
    try {
      const packages = ['--target', partial, `${name}==${version}`];
      await run(command, [...args, ...packages], { timeout: INSTALL_TIMEOUT_MS });
      await rename(partial, folder);
      return { folder };
    } catch {
      // The next one may be there.
    }
  }
  await rm(partial, { recursive: true, force: true });
  if (existsSync(folder)) return { folder };
  return { missing: `${name} ${version} could not be installed with uv or pip: no network?` };
}
