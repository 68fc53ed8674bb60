import { execFile } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from '@bakebot/local-stack';

const VERSION = '4.32.5';

const run = promisify(execFile);

/** There is no Python that can run it. */
export class PythonMissingError extends Error {
  override name = 'PythonMissingError' as const;
  readonly code = 'python_missing';

  constructor(options?: ErrorOptions) {
    super(
      'npm run test:api needs Python 3.10 or newer with venv and pip, as python3 (or python) on the PATH.\n' +
        'Install it from https://www.python.org, with brew install python, or with apt install python3-venv.',
      options,
    );
  }
}

/**
 * The command of schemathesis, installed into a virtual environment of its own unless it is there already.
 *
 * @throws {PythonMissingError}
 */
export async function installSchemathesis(): Promise<string> {
  const folder = join(cacheFolder(), `schemathesis-${VERSION}`);
  const bin = join(folder, process.platform === 'win32' ? 'Scripts' : 'bin');
  const command = join(bin, 'schemathesis');
  if (existsSync(command)) return command;
  const python = await findPython();
  console.error(`Installing schemathesis ${VERSION}, once, into ${folder}.`);
  try {
    await run(python, ['-m', 'venv', folder]).catch((cause: unknown) => {
      throw new PythonMissingError({ cause });
    });
    await run(join(bin, 'pip'), ['install', '--quiet', `schemathesis==${VERSION}`]);
    return command;
  } catch (error) {
    // Half an environment would be taken for a whole one the next time.
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function findPython(): Promise<string> {
  const isNewEnough = 'import sys; sys.exit(sys.version_info < (3, 10))';
  for (const python of ['python3', 'python']) {
    const works = await run(python, ['-c', isNewEnough]).then(
      () => true,
      () => false,
    );
    if (works) return python;
  }
  throw new PythonMissingError();
}
