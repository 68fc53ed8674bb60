import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkPackage, Package } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import * as z from 'zod';
import type { CheckResult } from '../run-checks.ts';
import { buildPackage, PACKAGE_FOLDER } from './build-package.ts';
import { measure } from './measure.ts';

/** The service without livekit-client and zod, which an app has anyway or pays for once, minified and gzipped. */
const CORE_LIMIT_BYTES = 12 * 1024;

/** What is meant by an ESM package: who can only `require` must say `import()`. */
const ACCEPTED: ReadonlySet<string> = new Set(['NoResolution:node10', 'CJSResolvesToESM']);

const Exports = z.object({
  exports: z.record(z.string(), z.object({ default: z.string() })),
});

/** Builds the client's package, and looks at it as npm, TypeScript, Node and a bundler would. */
export async function checkClientPackage(root: string): Promise<CheckResult> {
  const folder = join(root, PACKAGE_FOLDER);
  try {
    await buildPackage(root);
    const complaints = [
      ...(await askPublint(folder)),
      ...(await askAreTheTypesWrong(folder)),
      ...(await importAll(folder)),
      ...(await weigh(folder)),
    ];
    return { passed: complaints.length === 0, output: complaints.join('\n') };
  } catch (error) {
    return { passed: false, output: String(error) };
  }
}

async function askPublint(pkgDir: string): Promise<string[]> {
  const { messages, pkg } = await publint({ pkgDir, pack: false, strict: true });
  return messages.map((message) => `publint: ${formatMessage(message, pkg)}`);
}

async function askAreTheTypesWrong(folder: string): Promise<string[]> {
  const { name, version } = z
    .object({ name: z.string(), version: z.string() })
    .parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => [`/node_modules/${name}/${file}`, readFileSync(join(folder, file))] as const);
  const analysis = await checkPackage(new Package(Object.fromEntries(files), name, version));
  if (!analysis.types) return ['attw: there are no types'];
  return analysis.problems
    .filter((problem) => !ACCEPTED.has(problem.kind) && !ACCEPTED.has(nameOf(problem)))
    .map((problem) => `attw: ${JSON.stringify(problem)}`);
}

function nameOf(problem: { kind: string; resolutionKind?: string }): string {
  return `${problem.kind}:${problem.resolutionKind ?? ''}`;
}

/** Node finds every file that an entry needs. */
async function importAll(folder: string): Promise<string[]> {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const entries = Object.entries(Exports.parse(manifest).exports);
  const failures = entries.map(async ([name, { default: file }]) => {
    try {
      await import(pathToFileURL(join(folder, file)).href);
      return [];
    } catch (error) {
      return [`${name} cannot be imported: ${String(error)}`];
    }
  });
  return (await Promise.all(failures)).flat();
}

async function weigh(folder: string): Promise<string[]> {
  const bytes = await measure(join(folder, 'lib/client/src/index.js'), ['livekit-client', 'zod']);
  if (bytes <= CORE_LIMIT_BYTES) return [];
  return [`the core weighs ${bytes} bytes gzipped, more than ${CORE_LIMIT_BYTES}`];
}
