import { type CheckResult, runTool } from '../run-checks.ts';
import { buildPackage, PACKAGE_FOLDER } from './build-package.ts';

/** Builds the client's package, and looks at it as npm, TypeScript and a bundler would. */
export async function checkClientPackage(root: string): Promise<CheckResult> {
  try {
    await buildPackage(root);
  } catch (error) {
    return { passed: false, output: String(error) };
  }
  const results = [
    await runTool('publint', [PACKAGE_FOLDER, '--strict']),
    // An ESM package: `require` is not supported.
    await runTool('attw', ['--pack', PACKAGE_FOLDER, '--profile', 'esm-only', '--no-emoji']),
    // The limit stands in client/package.json.
    await runTool('size-limit', [], 'client'),
  ];
  const failed = results.filter(({ passed }) => !passed);
  return { passed: failed.length === 0, output: failed.map(({ output }) => output).join('\n') };
}
