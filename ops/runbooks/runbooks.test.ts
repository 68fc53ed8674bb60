import { execFileSync } from 'node:child_process';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ROOT } from '../cli/tools.ts';
import { DEPLOY_AGENT_HELP } from '../deploy/agent.ts';
import { DEPLOY_WORKER_HELP } from '../deploy/worker.ts';
import { DASHBOARD_HELP } from '../observe/main.ts';
import { SECRETS_HELP } from '../secrets/main.ts';
import { SMOKE_HELP } from '../smoke/main.ts';
import { listCommands } from './commands.ts';
import { LK_COMMANDS } from './lk-commands.ts';

// Programs are started, each a second's work on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const HELP: Readonly<Record<string, string>> = {
  smoke: SMOKE_HELP,
  dashboard: DASHBOARD_HELP,
  secrets: SECRETS_HELP,
  'deploy:worker': DEPLOY_WORKER_HELP,
  'deploy:agent': DEPLOY_AGENT_HELP,
};
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const commands = listCommands(ROOT);
const lines = (start: string): string[] => [
  ...new Set(commands.map(({ line }) => line).filter((line) => line.startsWith(start))),
];
const flagsOf = (line: string): string[] => line.match(/(?<= )--[a-z][a-z-]*/g) ?? [];

describe('the runbooks', () => {
  it('hold commands of each kind', () => {
    expect(commands.filter(({ needs }) => !needs).length).toBeGreaterThan(3);
    expect(lines('npm run').length).toBeGreaterThan(8);
    expect(lines('npx wrangler').length).toBeGreaterThan(2);
    expect(lines('lk ').length).toBeGreaterThan(4);
  });

  it('hold no commands but those that are looked at here', () => {
    const known = /^(npm (run|start|test)|npx wrangler|lk) ?/;
    expect(commands.filter(({ line }) => !known.test(line))).toEqual([]);
  });

  it.each(lines('npm run'))('%s: exists, with its options', (line) => {
    const name = /^npm run (\S+)/.exec(line)?.[1] ?? '';
    expect(Object.keys(scripts)).toContain(name);
    for (const flag of flagsOf(line)) expect(HELP[name]).toContain(flag);
  });

  it.each(lines('lk '))('%s: exists, with its options', (line) => {
    const [, group, verb] = line.split(' ');
    const flags = LK_COMMANDS[`${group} ${verb}`];
    expect(flags).toBeDefined();
    expect(flags).toEqual(expect.arrayContaining(flagsOf(line)));
  });

  const wranglerGroups = new Map<string, string[]>();
  for (const line of lines('npx wrangler')) {
    const verb = line.replace('npx wrangler ', '').split(/ (?=--|<|\[)/)[0] ?? '';
    const group = verb.includes(' ') ? (verb.split(' ')[0] ?? '') : '';
    wranglerGroups.set(group, [...(wranglerGroups.get(group) ?? []), verb, ...flagsOf(line)]);
  }
  // One help tells all the verbs of a group, and the options that every verb has.
  it.each([...wranglerGroups])('npx wrangler %s: has what they name', (group, names) => {
    const wrangler = join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js');
    const args = [wrangler, ...group.split(' ').filter(Boolean), '--help'];
    const help = execFileSync(process.execPath, args, {
      encoding: 'utf8',
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', WRANGLER_WRITE_LOGS: 'false' },
    });
    for (const name of names)
      expect(help).toContain(name.startsWith('--') ? name : `wrangler ${name}`);
  });

  it('name settings of the agent that there are', () => {
    const known = globSync('agent/src/**/*.ts', { cwd: ROOT })
      .concat('docs/telemetry.md')
      .map((path) => readFileSync(join(ROOT, path), 'utf8'))
      .join('\n');
    const named = globSync('docs/{runbooks/*,observe,scale}.md', { cwd: ROOT }).flatMap(
      (guide) => readFileSync(join(ROOT, guide), 'utf8').match(/\bAGENT_[A-Z_]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(5);
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  });

  it('lead somewhere with every link', () => {
    const dead = globSync('docs/{runbooks/*,observe,scale,security}.md', { cwd: ROOT }).flatMap(
      (guide) =>
        [...readFileSync(join(ROOT, guide), 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)]
          .map(([, target = '']) => join(dirname(guide), target))
          .filter((target) => !existsSync(join(ROOT, target)))
          .map((target) => `${guide}: ${target}`),
    );
    expect(dead).toEqual([]);
  });
});
