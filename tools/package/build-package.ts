import { copyFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path/posix';
import { runTool } from '../run-checks.ts';
import { toPublishedManifest } from './published-manifest.ts';

/** Where the package that can be published is built, from the root of the checkout: `npm publish client/dist`. */
export const PACKAGE_FOLDER = 'client/dist';

const COMPILED = `${PACKAGE_FOLDER}/lib`;

/**
 * Compiles the client, with the part of the protocol that it uses inside, to a folder that can be published.
 *
 * @throws with what the compiler says
 */
export async function buildPackage(root: string): Promise<void> {
  rmSync(join(root, PACKAGE_FOLDER), { recursive: true, force: true });
  const { passed, output } = await runTool('tsc', ['-p', 'client/tsconfig.build.json']);
  if (!passed) throw new Error(output);
  for (const file of globSync(`${COMPILED}/**/*.{js,d.ts}`, { cwd: root })) {
    const path = join(root, file);
    writeFileSync(path, pointAtCompiled(readFileSync(path, 'utf8'), file));
  }
  const manifest = (name: string): unknown =>
    JSON.parse(readFileSync(join(root, name, 'package.json'), 'utf8'));
  writeFileSync(
    join(root, PACKAGE_FOLDER, 'package.json'),
    `${JSON.stringify(toPublishedManifest(manifest('client'), manifest('protocol')), undefined, 2)}\n`,
  );
  copyFileSync(join(root, 'docs/client.md'), join(root, PACKAGE_FOLDER, 'README.md'));
  copyFileSync(join(root, 'LICENSE'), join(root, PACKAGE_FOLDER, 'LICENSE'));
}

/** The protocol is not published: its compiled files lie beside the client's. In types, `.ts` is still to become `.js`. */
function pointAtCompiled(code: string, file: string): string {
  const protocol = relative(dirname(file), `${COMPILED}/protocol/src/index.js`);
  return code
    .replaceAll(/(['"])@bakebot\/protocol\1/g, `'${protocol}'`)
    .replaceAll(/(['"])(\.{1,2}\/[^'"\n]*?)\.tsx?\1/g, `'$2.js'`);
}
