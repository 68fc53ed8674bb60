import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** An environment in which the project's own tools, and its own Node, are found by their names. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const folders = [join(ROOT, 'node_modules', '.bin'), dirname(process.execPath)];
  return { ...process.env, PATH: [...folders, process.env['PATH']].join(delimiter) };
}
