import { ROOT } from '@bakebot/local-stack';
import { PACKAGE_FOLDER } from './package/build-package.ts';
import { checkClientPackage } from './package/check-package.ts';

const { passed, output } = await checkClientPackage(ROOT);
console.log(passed ? `Built and checked: npm publish ${PACKAGE_FOLDER}` : output);
process.exitCode = passed ? 0 : 1;
