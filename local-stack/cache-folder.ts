import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this machine keeps what can be had again: outside the checkout, so that all checkouts share it. */
export function cacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'bakebot');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'bakebot');
  if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'bakebot');
  return join(homedir(), '.cache', 'bakebot');
}
