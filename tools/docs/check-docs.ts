import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { CheckResult } from '../run-checks.ts';

/** The changelog is left out: it also names what was removed. */
const PAGES = ['{README,AGENTS,CONTRIBUTING,SECURITY}.md', 'docs/**/*.md', 'examples/*/*.md'];

/** A path of the repository in backticks: it begins with one of its folders, and is no pattern. */
const CODE_PATH =
  /`((?:protocol|worker-token|agent|client|playground|gemini-emulator|local-stack|tools|e2e|bench|ops|docs|examples|\.ci|\.github)\/[\w./-]+)`/g;
/** Built, so that a fresh clone has none. */
const BUILT_PATH = /(?:^|\/)(?:dist|node_modules)(?:\/|$)/;
/** The target of a relative Markdown link, without its anchor. */
const LINK = /\]\((?!https?:|mailto:|#)([^)#\s]+)/g;
const SCRIPT = /npm run ([\w:-]+)(?![^\n`]*--workspace)/g;

const Manifest = z.object({ scripts: z.record(z.string(), z.string()) });

/** Finds every path that README, AGENTS.md and the docs name and that does not exist, and every missing npm script. */
export async function checkDocs(root: string): Promise<CheckResult> {
  const scripts = readScripts(root);
  const problems: string[] = [];
  for (const page of globSync(PAGES, { cwd: root })) {
    const text = readFileSync(join(root, page), 'utf8');
    for (const [, path = ''] of text.matchAll(CODE_PATH)) {
      if (isMissing(root, path)) problems.push(`${page}: ${path} does not exist`);
    }
    for (const [, path = ''] of text.matchAll(LINK)) {
      const target = join(dirname(page), path);
      if (isMissing(root, target)) problems.push(`${page}: ${target} does not exist`);
    }
    for (const [, name = ''] of text.matchAll(SCRIPT)) {
      if (!scripts.has(name)) problems.push(`${page}: there is no script "npm run ${name}"`);
    }
  }
  return { passed: problems.length === 0, output: problems.join('\n') };
}

function isMissing(root: string, path: string): boolean {
  return !BUILT_PATH.test(path) && !existsSync(join(root, path));
}

/** The scripts of the root and of the example apps. */
function readScripts(root: string): Set<string> {
  const manifests = globSync(['package.json', 'examples/*/package.json'], { cwd: root });
  return new Set(
    manifests.flatMap((file) => {
      const manifest: unknown = JSON.parse(readFileSync(join(root, file), 'utf8'));
      return Object.keys(Manifest.parse(manifest).scripts);
    }),
  );
}
