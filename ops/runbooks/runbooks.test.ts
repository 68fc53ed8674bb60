import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '@bakebot/local-stack';
import { DEPLOY_AGENT_HELP } from '../commands/deploy-agent.ts';
import { DEPLOY_WORKER_HELP } from '../commands/deploy-worker.ts';
import { SECRETS_HELP } from '../commands/secrets.ts';
import { SMOKE_HELP } from '../commands/smoke.ts';
import { listCommands } from './commands.ts';

const HELP: Readonly<Record<string, string>> = {
  smoke: SMOKE_HELP,
  secrets: SECRETS_HELP,
  'deploy:worker': DEPLOY_WORKER_HELP,
  'deploy:agent': DEPLOY_AGENT_HELP,
};
const GUIDES = globSync('docs/{runbooks/*,observe,scale,security}.md', { cwd: ROOT });
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const commands = listCommands(ROOT);
const linesOf = (program: string): string[] => [
  ...new Set(commands.map(({ line }) => line).filter((line) => line.startsWith(program))),
];
const flagsOf = (line: string): string[] => line.match(/(?<= )--[a-z][a-z-]*/g) ?? [];

describe('the commands of the runbooks', () => {
  it('runs only npm scripts, wrangler and lk in the runbooks', () => {
    const known = /^(npm (run|start|test)|npx wrangler|lk) ?/;
    expect(commands.filter(({ line }) => !known.test(line))).toEqual([]);
    expect(commands.filter(({ needs }) => !needs).length).toBeGreaterThan(3);
    expect(linesOf('npm run').length).toBeGreaterThan(8);
    expect(linesOf('npx wrangler').length).toBeGreaterThan(2);
    expect(linesOf('lk ').length).toBeGreaterThan(4);
  });

  it.each(linesOf('npm run'))('has the script and the options of: %s', (line) => {
    const name = /^npm run (\S+)/.exec(line)?.[1] ?? '';
    expect(Object.keys(scripts)).toContain(name);
    for (const flag of flagsOf(line)) expect(HELP[name]).toContain(flag);
  });
});

describe('the operators’ guides', () => {
  it('names only settings that the agent reads', () => {
    const known = globSync('agent/src/**/*.ts', { cwd: ROOT })
      .concat('docs/telemetry.md')
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const named = GUIDES.flatMap(
      (guide) => readFileSync(join(ROOT, guide), 'utf8').match(/\bAGENT_[A-Z_]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('quotes only log messages and annotations that exist', () => {
    const sources = globSync('{agent,worker-token,ops}/**/*.ts', {
      cwd: ROOT,
      exclude: (path) => /node_modules|\.test\.ts$/.test(path),
    })
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const quoted = GUIDES.flatMap((guide) => {
      const text = readFileSync(join(ROOT, guide), 'utf8');
      return [...text.matchAll(/`((?!lk |npm |npx )[a-z]+(?: [a-z]+)+)`/g)].map(
        ([, words = '']) => words,
      );
    });
    expect(quoted.length).toBeGreaterThan(5);
    expect(quoted.filter((words) => !sources.includes(`'${words}`))).toEqual([]);
  });

  it('links only to existing files', () => {
    const dead = GUIDES.flatMap((guide) =>
      [...readFileSync(join(ROOT, guide), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
        .map(([, target = '']) => join(dirname(guide), target))
        .filter((target) => !existsSync(join(ROOT, target)))
        .map((target) => `${guide}: ${target}`),
    );
    expect(dead).toEqual([]);
  });
});
