import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { LK_VERSION, unknownParts } from './known-commands.ts';

const FILES = globSync(
  [
    '{README,CONTRIBUTING,SECURITY,AGENTS}.md',
    'docs/**/*.md',
    '.github/**/*.yml',
    'package.json',
    '*/package.json',
  ],
  { cwd: ROOT },
);

/** Commands in code of Markdown, in workflows and in scripts; options only from the same line. */
const COMMAND = /(?<=[`"':] ?|^ *|&& )((?:npx )?wrangler|lk) ([a-z][^`"|&;#)\n]*)/gm;

function commandsIn(file: string): string[] {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll('\\\n', ' ');
  return [...text.matchAll(COMMAND)].map(([, tool, rest = '']) => `${tool} ${rest.trim()}`);
}

function unknownIn(line: string): string[] {
  const [tool = '', ...words] = line.replace(/^npx /, '').split(/\s+/);
  return unknownParts(tool, words);
}

const commands = FILES.flatMap((file) => commandsIn(file).map((line) => [file, line] as const));

describe('commands of lk and wrangler', () => {
  it('are found in docs, workflows and scripts', () => {
    const lines = commands.map(([, line]) => line);
    expect(lines.filter((line) => line.startsWith('lk ')).length).toBeGreaterThan(7);
    expect(lines.filter((line) => line.includes('wrangler ')).length).toBeGreaterThan(9);
  });

  it.each(commands)('have only verbs and options that the tool defines: %s: %s', (_, line) => {
    expect(unknownIn(line)).toEqual([]);
  });

  it('are compared with the lk that the workflows install (if not, run ops/livekit/lk-commands/update.ts)', () => {
    const action = readFileSync(join(ROOT, '.github/actions/install-lk/action.yml'), 'utf8');
    expect(action).toContain(`LK_VERSION: ${LK_VERSION}\n`);
  });

  it.each([
    ['lk agent destroy-all', ['lk agent destroy-all']],
    ['lk agent deploy --secret-file x', ['--secret-file']],
    ['lk agent status --config x --json', []],
    ['wrangler versions secret bulks', ['wrangler versions secret bulks']],
    ['npx wrangler deploy --env production --stricter', ['--stricter']],
    ['wrangler secret put NAME --env staging', []],
    ['wrangler publish', ['wrangler publish']],
  ])('are rejected when a part is unknown: %s', (line, unknown) => {
    expect(unknownIn(line)).toEqual(unknown);
  });
});
