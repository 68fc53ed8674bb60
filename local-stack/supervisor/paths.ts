import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the checkout. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** An environment whose PATH starts with the project's own tools and Node. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const folders = [join(ROOT, 'node_modules', '.bin'), dirname(process.execPath)];
  return { ...process.env, PATH: [...folders, process.env['PATH']].join(delimiter) };
}

/** For what can be built again. Outside the checkout, so that all checkouts share it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'bakebot');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'bakebot');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'bakebot');
  return join(homedir(), '.cache', 'bakebot');
}
