import { copyFileSync, cpSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';

/** Installs a minimal Debian into an empty folder, with Node and npm where the official Node image has them. */
export async function makeDebianRoot(folder: string, suite: string): Promise<void> {
  await execa('debootstrap', ['--variant=minbase', suite, folder]);
  copyFileSync(process.execPath, join(folder, 'usr/local/bin/node'));
  const npm = process.env['npm_execpath'];
  if (!npm) throw new Error('npm was not found: run this with npm run image:prove');
  cpSync(dirname(dirname(npm)), join(folder, 'usr/local/lib/node_modules/npm'), {
    recursive: true,
    verbatimSymlinks: true,
  });
  for (const name of ['npm', 'npx']) {
    const target = `../lib/node_modules/npm/bin/${name}-cli.js`;
    symlinkSync(target, join(folder, 'usr/local/bin', name));
  }
}
