import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { toPublishedManifest } from './published-manifest.ts';

/** Where the package is built, from the root of the checkout: `npm publish client/dist`. */
export const PACKAGE_FOLDER = 'client/dist';

/**
 * Builds the client as it is published, with the protocol bundled: see client/tsdown.config.ts.
 *
 * @throws with the output of tsdown when it fails
 */
export async function buildPackage(root: string): Promise<void> {
  await execa('tsdown', ['--logLevel', 'error'], {
    cwd: join(root, 'client'),
    localDir: root,
    preferLocal: true,
    all: true,
  });
  const manifest = (name: string): unknown =>
    JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
  const published = toPublishedManifest(manifest('client'), manifest('protocol'));
  const folder = join(root, PACKAGE_FOLDER);
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(published, undefined, 2)}\n`);
  copyFileSync(join(root, 'docs/client.md'), join(folder, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(folder, 'LICENSE'));
}
