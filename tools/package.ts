import { buildPackage, PACKAGE_FOLDER } from './package/build-package.ts';
import { ROOT } from '../local-stack/root.ts';

await buildPackage(ROOT);
console.log(`Built. To publish it: npm publish ${PACKAGE_FOLDER}`);
