import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findWrongImports, type SourceFile } from './directions.ts';

/** Every source file of every package. */
function readSources(root: string): SourceFile[] {
  return globSync('*/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: (path) => /(^|\/)(node_modules|dist|\.\w+)$/.test(path),
  }).map((path) => ({
    path: path.replaceAll('\\', '/'),
    text: readFileSync(join(root, path), 'utf8'),
  }));
}

/** Reads all sources and returns what is wrong with their imports. */
export function checkDirections(root: string): string[] {
  return findWrongImports(readSources(root));
}
