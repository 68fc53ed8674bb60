import { globSync, readFileSync, statSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';

/** A file of the build context: its path from the root, and its size in bytes. */
export interface ContextFile {
  path: string;
  size: number;
}

/** What a builder is sent: all files but those that .dockerignore keeps out. The last line that matches decides. */
export function listContext(root: string): ContextFile[] {
  const rules = readFileSync(join(root, '.dockerignore'), 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  // Folders that no rule brings back need not be walked: node_modules alone has 50,000 files.
  const folders = rules.filter((rule) => rule.startsWith('!')).map((rule) => rule.slice(1));
  return folders
    .flatMap((folder) => {
      const isFile = statSync(join(root, folder), { throwIfNoEntry: false })?.isFile() === true;
      return isFile ? [folder] : walk(root, folder);
    })
    .filter((path) => !isKeptOut(path, rules))
    .map((path) => ({ path, size: statSync(join(root, path)).size }));
}

function walk(root: string, folder: string): string[] {
  return globSync(`${folder}/**/*`, {
    cwd: root,
    exclude: (path) => path.split('/').at(-1) === 'node_modules',
  }).filter((path) => statSync(join(root, path)).isFile());
}

function isKeptOut(path: string, rules: readonly string[]): boolean {
  const deciding = rules.findLast((rule) => matches(path, rule.replace(/^!/, '')));
  return deciding !== undefined && !deciding.startsWith('!');
}

/** A rule that names a folder is about all that is in it. */
function matches(path: string, pattern: string): boolean {
  return matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`);
}
