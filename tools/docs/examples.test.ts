import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { PRELUDE } from './prelude.ts';

/** TypeScript in the fenced blocks of a page. */
function examplesIn(page: string): string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/^```tsx?\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

/** @returns the compiler's errors */
function compile(examples: readonly string[]): string {
  // Inside the checkout, so that packages are found.
  const folder = mkdtempSync(join(ROOT, 'tools/.examples-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const files = examples.map((code, index) => {
    const name = `example-${index + 1}.tsx`;
    writeFileSync(join(folder, name), `${code}\nexport {};\n`);
    return name;
  });
  writeFileSync(join(folder, 'prelude.d.ts'), PRELUDE);
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: '../../client/tsconfig.json',
      files: ['prelude.d.ts', ...files],
      include: [],
    }),
  );
  try {
    const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
    return execFileSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' });
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  }
}

it('compiles every example in docs/client.md', { timeout: 60_000 }, () => {
  const examples = examplesIn('docs/client.md');
  expect(examples.length).toBeGreaterThan(3);
  expect(compile(examples)).toBe('');
});

it('rejects a wrong example', { timeout: 60_000 }, () => {
  const wrong = "import { LiveKitService } from '@bakebot/client';\nnew LiveKitService();";
  expect(compile([wrong])).toContain('error TS');
});
