import { buildPackage, PACKAGE_FOLDER } from './package/build-package.ts';
import { ROOT } from '@bakebot/local-stack';

await buildPackage(ROOT);
console.log(`Built. To publish it: npm publish ${PACKAGE_FOLDER}`);
