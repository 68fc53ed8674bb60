import { join, normalize } from 'node:path/posix';

/** A source file: its path from the root of the checkout, with forward slashes, and what stands in it. */
export interface SourceFile {
  path: string;
  text: string;
}

/**
 * What each package may import of the others. Whoever is not named here sits on top (tools, e2e, bench): it may import
 * everything, and nothing named here may import it.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  'worker-token': ['protocol'],
  agent: ['protocol'],
  client: ['protocol'],
  playground: ['client', 'protocol'],
};

/** Besides itself, all that `protocol` imports, so that every runtime can share it. Its tests run in vitest. */
const PROTOCOL_NEEDS = /^zod(\/|$)/;

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const SPECIFIER = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\n]+)['"]/g;

/** Every import that points the wrong way between packages, as a sentence each. */
export function findWrongImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(SPECIFIER)]
      .map(([, specifier = '']) => complain(path, specifier))
      .filter((complaint) => complaint !== undefined),
  );
}

function complain(path: string, specifier: string): string | undefined {
  const importer = packageOf(path);
  const allowed = MAY_IMPORT[importer];
  if (!allowed) return undefined;
  const target = targetOf(path, specifier);
  if (target === undefined) {
    if (importer !== 'protocol' || PROTOCOL_NEEDS.test(specifier) || isTest(path)) return undefined;
    return `${path} imports ${specifier}: protocol imports nothing but zod`;
  }
  // A test may hold the code against what the docs promise.
  if (target === 'docs' && isTest(path)) return undefined;
  // The agent's tests and evals run against a server that speaks Google's protocol.
  if (target === 'gemini-emulator' && importer === 'agent' && isForTests(path)) return undefined;
  if (target === importer || allowed.includes(target)) return undefined;
  const others =
    allowed.length > 0 ? `only ${allowed.join(' and ')}` : 'none of the other packages';
  return `${path} imports ${specifier}: ${importer} may import ${others}`;
}

/** The package that an import leads into; undefined when it leads out of this repository. */
function targetOf(path: string, specifier: string): string | undefined {
  const own = /^@bakebot\/([^/]+)/.exec(specifier)?.[1];
  if (own) return own;
  return specifier.startsWith('.') ? packageOf(normalize(join(path, '..', specifier))) : undefined;
}

function packageOf(path: string): string {
  return path.split('/')[0] ?? path;
}

/** A test, or what tests share. */
function isForTests(path: string): boolean {
  return isTest(path) || path.includes('/testing/') || path.startsWith('agent/evals/');
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}
