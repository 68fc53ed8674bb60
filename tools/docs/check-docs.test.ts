import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { checkDocs } from './check-docs.ts';

function repository(readme: string): string {
  const root = mkdtempSync(join(tmpdir(), 'check-docs-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'agent'));
  writeFileSync(join(root, 'agent/main.ts'), '');
  writeFileSync(join(root, 'package.json'), '{"scripts":{"check":"true"}}');
  writeFileSync(join(root, 'README.md'), readme);
  return root;
}

it('accepts paths, links and scripts that exist', async () => {
  const root = repository('`agent/main.ts`, [main](agent/main.ts#start), `npm run check`');
  expect(await checkDocs(root)).toEqual({ passed: true, output: '' });
});

it('accepts folders that a build creates', async () => {
  const root = repository('`agent/dist`, [the bundle](agent/dist/index.js)');
  expect(await checkDocs(root)).toEqual({ passed: true, output: '' });
});

it.each([
  ['`agent/gone.ts`', 'README.md: agent/gone.ts does not exist'],
  ['`agent/distant.ts`', 'README.md: agent/distant.ts does not exist'],
  ['`.ci/gone`', 'README.md: .ci/gone does not exist'],
  ['[the agent](agent/gone.ts)', 'README.md: agent/gone.ts does not exist'],
  ['`npm run gone`', 'README.md: there is no script "npm run gone"'],
])('reports %s', async (text, problem) => {
  expect(await checkDocs(repository(text))).toEqual({ passed: false, output: problem });
});
