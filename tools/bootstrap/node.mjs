import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Packages that bring Node 24, by platform: see optionalDependencies in the root package.json. */
const PACKAGES = [
  `node-bin-${process.platform}-${process.arch}`,
  `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
];

/**
 * The Node for the project: its dependency, or the running one if it is new enough.
 *
 * @param {string} root
 * @returns {string | undefined}
 */
export function chooseNode(root) {
  const require = createRequire(join(root, 'package.json'));
  for (const name of PACKAGES) {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      const { bin } = require(manifest);
      return join(manifest, '..', typeof bin === 'string' ? bin : bin.node);
    } catch {
      // Not available for this platform.
    }
  }
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}
